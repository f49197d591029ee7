"""The page of the desk on which a public story is written in easy words or in another language."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from coproduction_site import way_back
from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.workflow.decide import press
from coproduction_site.workflow.versions import number
from stories import letters
from stories.models import Publication
from stories.models.other_words import ways, ways_for
from stories.models.other_words_verbs import NO_YES
from stories.moderation.context import wrong_in
from stories.moderation.desk import Kind, has_just_done
from stories.moderation.other_words import OtherWordsForm
from stories.moderation.views import readable

STORY = "admin:stories_story_change"
BUTTONS = ("save", "show", "delete")
LETTER = "The teller gets a letter that asks for their yes."
NO_LETTER = "It is noted. The teller left no address: they can say yes on their own page."


@require_http_methods(["GET", "HEAD", "POST"])
def write(request, pk, way):
    story = readable(request, pk)
    publication = Publication.objects.filter(pk=pk).first()
    if way not in ways():
        raise Http404
    if publication is None or not story.may_be_in_other_words or way not in ways_for(publication):
        messages.warning(request, NO_YES)
        return way_back.to(request, STORY, pk)
    data = request.POST or kept(request)
    form, refusal = OtherWordsForm(data, story=story, publication=publication, way=way), ""
    button = request.POST.get("do")
    if button in BUTTONS:
        answer = press(
            request, lambda: form.press(button, request.user), lambda: form.was_just_done(button)
        )
        if answer.done:
            return way_back.to(request, "admin:stories_story_other_words", pk, way)
        form, refusal = (
            OtherWordsForm(data, story=story, publication=publication, way=way),
            answer.refusal,
        )
    return _page(request, story, publication, form, refusal)


@require_POST
def ask(request, pk):
    """One press asks a teller who has not said yes."""
    story = readable(request, pk)
    story.version = number(request.POST.get("version"))
    done = LETTER if story.email else NO_LETTER
    answer = press(
        request,
        lambda: _ask(story, request.user) or done,
        lambda: done if has_just_done(story, request.user, Kind.REWORD_ASKED) else "",
    )
    if answer.refusal:
        messages.error(request, answer.refusal)
    return way_back.to(request, STORY, pk)


def _ask(story, by) -> None:
    story.ask_for_other_words(by)
    letters.other_words(story)


def _page(request, story, publication, form, refusal):
    context = {
        "story": story,
        "public": publication,
        "form": form,
        "name": ways()[form.way],
        "words": publication.other_words.filter(way=form.way).first(),
        "refusal": refusal,
        "wrong": wrong_in(form),
    }
    screen = desk_page(request, f"The story in other words: {ways()[form.way]}", **context)
    return render(request, "admin/stories/moderation/other_words.html", screen)
