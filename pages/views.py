from django.shortcuts import redirect, render

from coproduction_site.cache.page_cache import public_page
from coproduction_site.former_addresses import lead_on
from pages import parts, queries
from pages.contents import laid_out
from pages.files import queries as files
from pages.home import names
from pages.models import HOME, FormerAddress, Page
from stories.publication import home as front_page

NEWEST = 3


@public_page
def home(request):
    page = queries.to_show(HOME)
    context = {
        "page": page,
        "files": files.of_page(page) if page else [],
        "stories": front_page.stories(NEWEST),
        **names()._asdict(),
    }
    return render(request, "pages/home.html", context)


@public_page
def page(request, slug):
    shown = queries.to_show(slug)
    if shown is None:
        return _moved(slug)
    if slug == HOME:
        return redirect(shown, permanent=True)
    return render(request, "pages/page.html", _context(shown))


def _context(page) -> dict:
    return {
        "page": page,
        "laid": laid_out(page.body),
        "lang": page.lang,
        "direction": page.direction,
        "crumbs": [(page.menu_title or page.title, "")],
        "changes": queries.changes_told(page),
        **parts.below(page),
    }


def _moved(slug):
    """To where the page is now, if it is anywhere."""
    former = FormerAddress.objects.leading_somewhere().filter(slug=slug).first()
    if former:
        return redirect(former.page, permanent=True)
    return lead_on(Page.objects.published(), slug)
