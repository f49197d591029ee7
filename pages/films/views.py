from pathlib import PurePath

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from coproduction_site.uploads import captions, films, in_parts, serving
from pages.films import stored
from pages.models import Video

PREVIEW = "pages.preview_page"


@require_safe
def film(request, slug, name):
    """The film or its captions, while the page that shows it is public; before, for those who may preview."""
    video, cache_control = stored.public().filter(slug=slug).first(), serving.ASKED_EACH_TIME
    if video is None:
        video, cache_control = _waiting(request, slug), serving.NOT_KEPT
    file = stored.called(video, name)
    if file is None:
        raise Http404
    kind = PurePath(name).suffix.lstrip(".").lower()
    if kind in films.CONTENT_TYPES:
        return in_parts.answer(request, file.name, films.CONTENT_TYPES[kind], cache_control)
    return serving.for_the_public(request, file, captions.CONTENT_TYPE, cache_control)


def _waiting(request, slug) -> Video:
    if not request.user.has_perm(PREVIEW):
        raise Http404
    return get_object_or_404(Video, slug=slug)
