from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from coproduction_site import errors
from coproduction_site.cache.page_cache import public_page
from coproduction_site.uploads.serving import picture
from stories.models.events import GoneAddress
from stories.models.other_words import read_with
from stories.models.publication import Publication, PublishedPhoto
from stories.models.response_rules import AS_READ
from stories.models.responses import Response
from stories.publication import progress
from stories.publication.filters import FILTERS, StoryFilter
from stories.publication.places import Places
from stories.publication.subjects import partners_and_subjects

KEPT_BY_ITS_READER = "private, max-age=86400"
places = Places("stories.list")


@public_page(*FILTERS, "after")
def story_list(request):
    """Each page begins after a story, not at a number, so that the last costs no more than the first."""
    form = StoryFilter(request.GET)
    if not form.is_valid():
        raise Http404
    page = form.listing(places.read(request.GET.get("after"))).page()
    context = {
        "filters": form,
        "page": page,
        "is_only_here": any(story.only_here for story in page.stories),
        "starts_later": bool(request.GET.get("after")),
        "newest": f"?{urlencode(form.query)}",
        "older": _older(form, page.after),
        "crumbs": [("Stories", "")],
    }
    return render(request, "stories/publication/list.html", context)


@public_page
def detail(request, slug):
    story = Publication.objects.select_related("rung").filter(slug=slug).first()
    if story is None:
        return taken_back(request, slug)
    answers = list(Response.objects.public().only(*AS_READ).filter(story=story.pk))
    partners, subjects = partners_and_subjects(story)
    context = {
        "story": story,
        "is_only_here": story.only_here,
        "is_not_shared": story.only_here,
        "answers": answers,
        "other_words": read_with(story),
        "photos": story.photos.all() if story.shows_photos else [],
        "partners": partners,
        "subjects": subjects,
        "progress": progress.steps(story, answers),
        "crumbs": [("Stories", reverse("stories:list")), (story.title, "")],
        "crumb_language": story.marked_language,
    }
    response = render(request, "stories/publication/detail.html", context)
    return _kept_here(response) if story.only_here else response


@require_safe
def photo(request, slug, key):
    """Kept by the browser that showed it, for a day, and by nothing between: a story taken back is gone."""
    photos = PublishedPhoto.objects.select_related("publication").filter(publication__slug=slug)
    shown = photos.filter(key=key).first()
    if shown is None:
        return taken_back(request, slug)
    response = picture(shown, KEPT_BY_ITS_READER)
    return _kept_here(response) if shown.publication.only_here else response


def _kept_here(response):
    """For search engines, which follow it of their own will."""
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def taken_back(request, slug):
    if GoneAddress.was(slug):
        return errors.gone(request)
    raise Http404


def _older(form, place) -> str:
    return f"?{urlencode({**form.query, 'after': places.signed(place)})}" if place else ""
