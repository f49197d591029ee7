"""What is pressed above and in the list: stories taken, or handed back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from coproduction_site import way_back
from stories.models import Story
from stories.moderation import next_story

QUEUE, MINE = "admin:stories_story_changelist", {"state": "waiting", "reader": "me"}
MOST = 100


class TakesStories:
    """For the list of stories, before `ModelAdmin`."""

    def changelist_view(self, request, extra_context=None):
        presses = {
            "claim": self._claim,
            "five": self._take_five,
            "pause": self._pause,
        }
        for name, press in presses.items():
            if request.method == "POST" and name in request.POST:
                return press(request)
        context = {"title": "Stories", "lane": request.GET.get("state")}
        return super().changelist_view(request, context | (extra_context or {}))

    def _claim(self, request):
        """One press in the list: it is theirs, and open."""
        pk = request.POST["claim"]
        story = get_object_or_404(self.get_queryset(request), pk=int(pk) if pk.isdecimal() else 0)
        try:
            next_story.take(request, story)
        except ValidationError as error:
            messages.error(request, f"{story}: {' '.join(error.messages)}")
            return redirect(request.get_full_path())
        filters = request.GET.urlencode()
        return redirect(way_back.address(filters, "admin:stories_story_change", story.pk))

    def _take_five(self, request):
        how_many = next_story.take_five(request)
        if not how_many:
            messages.info(request, next_story.none_left(request.user))
            return redirect(request.get_full_path())
        messages.success(request, f"{_stories(how_many)} yours to read. Begin with the first.")
        return redirect(f"{reverse(QUEUE)}?{_mine_of(request)}")

    def _pause(self, request):
        """Whoever cannot go on owes nobody a reason."""
        mine = Story.objects.readable_by(request.user).claimed_by(request.user)[:MOST]
        how_many = sum(_is_back(story, request.user) for story in mine)
        done = f"{_stories(how_many)} back with everybody. " if how_many else ""
        messages.success(request, f"{done}Take the time that you need, and talk to somebody.")
        return redirect(request.get_full_path())


def _mine_of(request) -> str:
    """Their own of this list, from its first page."""
    filters = request.GET.copy()
    filters.pop("p", None)
    for name, choice in MINE.items():
        filters[name] = choice
    return filters.urlencode()


def _is_back(story, user) -> bool:
    """Not what a colleague has decided or taken at this moment."""
    try:
        story.hand_back(user)
    except ValidationError:
        return False
    return True


def _stories(count: int) -> str:
    return "1 story is" if count == 1 else f"{count} stories are"
