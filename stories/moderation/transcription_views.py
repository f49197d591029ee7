"""Where staff type in what somebody wrote on paper or said, and get the teller's private link to hand over."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.site_address import on_this_site
from stories.models import CallRequest, Story
from stories.moderation.transcription import TypedStoryForm
from stories.submission import words_once


@require_http_methods(["GET", "HEAD", "POST"])
def type_in(request):
    _check(request)
    data, call = request.POST or kept(request), _call(request)
    form, key = TypedStoryForm(data, initial=_known_of(call)), key_of((data or {}).get("key")) or uuid4()
    if request.method == "POST" and form.is_valid():
        story = form.keep(key, request.user, call)
        if not story.email:
            words_once.make_first(request, story)
        return redirect("admin:stories_story_typed", story.pk)
    screen = desk_page(request, "Type a story in", form=form, key=key, call=call)
    return render(request, "admin/stories/moderation/type.html", screen)


def _call(request):
    """The call that they are typing in, by its reference in the address."""
    reference = request.GET.get("call", "")
    return CallRequest.objects.filter(reference=reference).first() if reference else None


def _known_of(call) -> dict:
    return {"channel": Story.Channel.PHONE, "language": call.language} if call else {}


@require_safe
def typed_in(request, pk):
    """The private link and the words are for whoever typed it, until somebody reads the story."""
    _check(request)
    mine = Story.objects.waiting().filter(typed_by=request.user, claimed_by=None)
    story = get_object_or_404(mine, pk=pk)
    context = {
        "story": story,
        "follow": on_this_site(story.get_follow_url()),
        "open": on_this_site(reverse("stories:open")),
        "code": words_once.of(request, story),
    }
    screen = desk_page(request, "Thank you", **context)
    return render(request, "admin/stories/moderation/typed.html", screen)


def _check(request):
    if not request.user.has_perm("stories.moderate_story"):
        raise PermissionDenied
