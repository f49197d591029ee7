from django.contrib.auth.decorators import permission_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from coproduction_site.cache.page_cache import public_page
from ladder.models import names_of_rungs
from pages import parts
from pages.files import queries as files
from pages.models import HOME, FormerAddress, Page
from partners.models import Partner
from stories.publication import home as front_page

NEWEST = 3


@public_page
def home(request):
    context = {
        "page": Page.objects.published().filter(slug=HOME).first(),
        "rungs": names_of_rungs(),
        "stories": front_page.stories(NEWEST),
        "partners": Partner.objects.current().only("slug", "name"),
    }
    return render(request, "pages/home.html", context)


@public_page
def page(request, slug):
    shown = files.noted_on(Page.objects.published()).filter(slug=slug).first()
    if shown is None:
        return _moved(slug)
    if slug == HOME:
        return redirect(shown, permanent=True)
    return render(request, "pages/page.html", _context(shown))


@require_safe
@permission_required("pages.preview_page", raise_exception=True)
def preview(request, pk):
    """As the public will see it, before it is published."""
    draft = get_object_or_404(Page, pk=pk)
    return render(request, "pages/page.html", {**_context(draft), "is_preview": True})


def _context(page) -> dict:
    return {
        "page": page,
        "lang": page.lang,
        "direction": page.direction,
        "crumbs": [(page.menu_title or page.title, "")],
        **parts.below(page),
    }


def _moved(slug):
    """To where the page is now, if it is anywhere."""
    former = FormerAddress.objects.leading_somewhere().filter(slug=slug).first()
    if former is None:
        raise Http404
    return redirect(former.page, permanent=True)
