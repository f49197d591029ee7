"""What pages say, in Easy Read: the list of twins, and each by itself."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from pages.easy_read.models import EasyReadTwin
from pages.easy_read.sources import is_behind
from pages.models import Page


@public_page
def easy_reads(request):
    context = {"twins": EasyReadTwin.objects.published().with_a_drawing(), "crumbs": [("Easy Read", "")]}
    return render(request, "pages/easy_read/list.html", context)


@public_page
def of_place(request, place):
    twin = EasyReadTwin.objects.published().filter(place=place).first()
    if twin is None:
        raise Http404
    return _shown(request, twin)


@public_page
def of_page(request, slug):
    """Where its page stands now, if the page has another address by now."""
    twin = EasyReadTwin.objects.published().filter(page__slug=slug).first()
    if twin is None:
        pages = Page.objects.published().filter(easy_read__isnull=False)
        return lead_on(pages, slug, lambda page: page.easy_read.get_absolute_url())
    return _shown(request, twin)


def _shown(request, twin):
    context = {
        "twin": twin,
        "steps": twin.steps.all(),
        "is_behind": is_behind(twin),
        "crumbs": [("Easy Read", reverse("easy_read:list")), (twin.title, "")],
    }
    return render(request, "pages/easy_read/twin.html", context)
