from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from coproduction_site.cache.page_cache import public_page
from coproduction_site.drafts import files as draft_files
from coproduction_site.former_addresses import lead_on
from coproduction_site.uploads import documents, serving
from pages.resources.filters import FILTERS, ResourceFilter, one_page
from pages.resources.formats import ResourceFormat
from pages.resources.models import Resource

LIST = ("Things to read and use", "/resources/")
MAY_SEE = "pages.change_resource"


@public_page(*FILTERS, "after")
def resource_list(request):
    form = ResourceFilter(request.GET or None)
    chosen, after = form.chosen(), request.GET.get("after", "")
    resources, last = one_page(chosen, after)
    context = {
        "form": form,
        "resources": resources,
        "has_chosen": bool(chosen),
        "starts_later": bool(after),
        "first": f"?{urlencode(chosen)}",
        "more": f"?{urlencode({**chosen, 'after': last})}" if last else "",
        "nearest": form.nearest() if chosen and not resources and not after else None,
        "crumbs": [LIST],
    }
    return render(request, "pages/resources/list.html", context)


@public_page
def resource(request, slug):
    listed = Resource.objects.listed()
    found = listed.select_related("rung").filter(slug=slug).first()
    if found is None:
        return lead_on(listed, slug)
    context = {"resource": found, "crumbs": [LIST, (found.title, "")]}
    return render(request, "pages/resources/resource.html", context)


@require_safe
def resource_file(request, slug, name):
    """While its resource is listed; before, for whoever writes the list, and for whoever has the link to a draft."""
    found, cache_control = _called(slug, name), serving.ASKED_EACH_TIME
    if found is None or not found.resource.is_listed:
        found, cache_control = _waiting(request, found, name), serving.NOT_KEPT
    kind = documents.content_type(found.file.name)
    response = serving.for_the_public(request, found.file, kind, cache_control)
    response.headers["Content-Disposition"] = f'attachment; filename="{_name(found)}"'
    return response


def _called(slug, name) -> ResourceFormat | None:
    files = (
        ResourceFormat.objects.filter(resource__slug=slug).exclude(file="").select_related("resource")
    )
    return next((way for way in files if way.file_name == name), None)


def _waiting(request, found, name) -> ResourceFormat:
    may_see = request.user.has_perm(MAY_SEE)
    if found and (may_see or draft_files.may_be_seen(request, found.resource)):
        return found
    kept = None if found else draft_files.kept(request, Resource, name)
    if not kept:
        raise Http404
    return ResourceFormat(resource=Resource(), file=kept)


def _name(found) -> str:
    parts = [slugify(found.resource.title) or "document", slugify(found.lang)]
    return f"{'-'.join(filter(None, parts))}.{documents.kind_of_kept(found.file.name)}"
