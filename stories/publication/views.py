from datetime import datetime
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction_site import errors
from coproduction_site.cache.page_cache import public_page
from coproduction_site.uploads.serving import picture
from stories.models.events import GoneAddress
from stories.models.publication import Publication, PublishedPhoto
from stories.models.responses import Response
from stories.publication import progress
from stories.publication.filters import FILTERS, StoryFilter

PAGE_SIZE = 12
KEPT_BY_ITS_READER = "private, max-age=86400"
places = Signer(salt="stories.list")


@public_page(*FILTERS, "after")
def story_list(request):
    """Each page begins after a story, not at a number, so that the last costs no more than the first."""
    form = StoryFilter(request.GET)
    if not form.is_valid():
        raise Http404
    stories = form.chosen_from(Publication.objects.as_cards().newest_first())
    found = list(_after(request.GET.get("after"), stories)[: PAGE_SIZE + 1])
    context = {
        "filters": form,
        "stories": found[:PAGE_SIZE],
        "starts_later": bool(request.GET.get("after")),
        "newest": f"?{urlencode(form.query)}",
        "older": _older(form, found),
        "crumbs": [("Stories", "")],
    }
    return render(request, "stories/publication/list.html", context)


@public_page
def detail(request, slug):
    story = Publication.objects.select_related("rung").filter(slug=slug).first()
    if story is None:
        return taken_back(request, slug)
    answers = list(Response.objects.public().filter(story=story.pk))
    context = {
        "story": story,
        "answers": answers,
        "photos": story.photos.all() if story.shows_photos else [],
        "partners": story.partners.listed(),
        "themes": story.themes.all(),
        "values": story.values.all(),
        "progress": progress.steps(story, answers),
        "crumbs": [("Stories", reverse("stories:list")), (story.title, "")],
    }
    return render(request, "stories/publication/detail.html", context)


@require_safe
def photo(request, slug, key):
    """Kept by the browser that showed it, for a day, and by nothing between: a story taken back is gone."""
    shown = PublishedPhoto.objects.filter(publication__slug=slug, key=key).first()
    if shown is None:
        return taken_back(request, slug)
    return picture(shown, KEPT_BY_ITS_READER)


def taken_back(request, slug):
    if GoneAddress.was(slug):
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
