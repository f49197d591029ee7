from pathlib import PurePath

from django.http import Http404
from django.views.decorators.http import require_safe

from coproduction_site.drafts import files as draft_files
from coproduction_site.uploads import captions, films, in_parts, serving
from pages.films import stored
from pages.models import Video

PREVIEW = "pages.preview_page"


@require_safe
def film(request, slug, name):
    """The film or its captions, while the page that shows it is public; before, for those who see its preview."""
    video = stored.public().filter(slug=slug).first()
    file, cache_control = video and stored.called(video, name), serving.ASKED_EACH_TIME
    if not file:
        file, cache_control = _waiting(request, slug, name), serving.NOT_KEPT
    kind = PurePath(name).suffix.lstrip(".").lower()
    if kind in films.CONTENT_TYPES:
        return in_parts.answer(request, file.name, films.CONTENT_TYPES[kind], cache_control)
    return serving.for_the_public(request, file, captions.CONTENT_TYPE, cache_control)


def _waiting(request, slug, name):
    video = Video.objects.filter(slug=slug).select_related("page").first()
    file = video and stored.called(video, name)
    if file and (request.user.has_perm(PREVIEW) or draft_files.may_be_seen(request, video, video.page)):
        return file
    file = draft_files.kept(request, Video, name)
    if not file:
        raise Http404
    return Video(file=file).file
