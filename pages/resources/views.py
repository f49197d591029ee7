from urllib.parse import urlencode

from django.http import Http404
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from coproduction_site.uploads import documents, serving
from pages.resources.filters import FILTERS, ResourceFilter, one_page
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
    """While it is listed; before, for those who write the list."""
    found = Resource.objects.filter(slug=slug).exclude(file="").first()
    if found is None or found.file_name != name:
        raise Http404
    cache_control = serving.ASKED_EACH_TIME
    if not found.is_listed:
        if not request.user.has_perm(MAY_SEE):
            raise Http404
        cache_control = serving.NOT_KEPT
    kind = documents.content_type(found.file.name)
    response = serving.for_the_public(request, found.file, kind, cache_control)
    ending = documents.kind_of_kept(found.file.name)
    file_name = f"{slugify(found.title) or 'document'}.{ending}"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
