from datetime import datetime
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from coproduction_site import errors
from coproduction_site.page_cache import public_page
from stories import progress
from stories.models import GoneAddress, Story
from stories.reading_forms import FILTERS, StoryFilter

PAGE_SIZE = 12
places = Signer(salt="stories.list")


@public_page(*FILTERS, "after")
def story_list(request):
    """Each page begins after a story, not at a number, so that the last costs no more than the first."""
    form = StoryFilter(request.GET)
    if not form.is_valid():
        raise Http404
    stories = form.chosen_from(Story.objects.published().newest_first().select_related("rung"))
    found = list(_after(request.GET.get("after"), stories)[: PAGE_SIZE + 1])
    context = {
        "filters": form,
        "stories": found[:PAGE_SIZE],
        "starts_later": bool(request.GET.get("after")),
        "newest": f"?{urlencode(form.query)}",
        "older": _older(form, found),
        "crumbs": [("Stories", "")],
    }
    return render(request, "stories/list.html", context)


@public_page
def detail(request, slug):
    story = Story.objects.published().select_related("rung").filter(slug=slug).first()
    if story is None:
        return taken_back(request, slug)
    answers = list(story.responses.public())
    context = {
        "story": story,
        "answers": answers,
        "photos": story.photos.public() if story.shows_photos else [],
        "progress": progress.steps(story, answers),
        "crumbs": [("Stories", reverse("stories:list")), (story.public_title, "")],
    }
    return render(request, "stories/detail.html", context)


def taken_back(request, slug):
    if Story.objects.withdrawn().filter(slug=slug).exists() or GoneAddress.was(slug):
        return errors.gone(request)
    raise Http404


def _after(place, stories):
    """A place is signed: one that we did not write is nowhere, and fills no cache."""
    if not place:
        return stories
    try:
        published_at, pk = places.unsign_object(place)
    except BadSignature:
        raise Http404 from None
    return stories.after(datetime.fromisoformat(published_at), pk)


def _older(form, found) -> str:
    if len(found) <= PAGE_SIZE:
        return ""
    last = found[PAGE_SIZE - 1]
    place = places.sign_object([last.published_at.isoformat(), last.pk])
    return f"?{urlencode({**form.query, 'after': place})}"
