from django.http import Http404
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from coproduction_site.drafts import files as draft_files
from coproduction_site.uploads import documents, serving
from pages.files.models import PageFile
from pages.models import Page

PREVIEW = "pages.preview_page"


@require_safe
def page_file(request, slug, name):
    """While its page is public; before, for those who see its preview."""
    found, cache_control = _called(Page.objects.published(), slug, name), serving.ASKED_EACH_TIME
    if found is None:
        found, cache_control = _called(Page.objects.all(), slug, name), serving.NOT_KEPT
        if found is None or not _may_preview(request, found):
            raise Http404
    if found.is_picture:
        return serving.for_the_public(request, found.file, "image/webp", cache_control)
    kind = documents.content_type(found.file.name)
    response = serving.for_the_public(request, found.file, kind, cache_control)
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(found)}"'
    return response


def _may_preview(request, found: PageFile) -> bool:
    return request.user.has_perm(PREVIEW) or draft_files.may_be_seen(request, found.page)


def _called(pages, slug, name):
    agreed = PageFile.objects.agreed(timezone.localdate())
    files = agreed.filter(page__in=pages.filter(slug=slug)).select_related("page")
    return next((file for file in files if file.name == name), None)


def _name(found: PageFile) -> str:
    return f"{slugify(found.title) or 'document'}.{found.kind}"
