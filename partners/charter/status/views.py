"""Charter status for everybody: the levels, who has one, a page and a badge for each organisation."""

from html import escape

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from coproduction_site.cache.page_cache import public_page
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from partners.charter.views import HERE
from partners.models import StatusApplication, StatusLevel

STATUSES = ("Charter status", "/charter/status/")


@public_page
def statuses(request):
    context = {
        "levels": StatusLevel.objects.all(),
        "awards": StatusApplication.objects.valid(),
        "crumbs": [HERE, STATUSES],
    }
    return render(request, "partners/charter/status/statuses.html", context)


@public_page
def status(request, slug):
    award = _newest(slug)
    context = {
        "award": award,
        "pledge": award.pledge,
        "badge": reverse("charter:badge", args=[slug]),
        "code": _code(award),
        "stories": award.evidence.filter(kind="story") if award.is_valid else [],
        "crumbs": [HERE, STATUSES, (award.pledge.name, "")],
    }
    return render(request, "partners/charter/status/status.html", context)


@public_page
def badge(request, slug):
    """May stand on other people's pages, so browsers are told that those may fetch it."""
    context = {"award": _newest(slug), "site": SiteSettings.objects.current()}
    response = render(
        request, "partners/charter/status/badge.svg", context, content_type="image/svg+xml"
    )
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _newest(slug) -> StatusApplication:
    """Nothing is here before a panel decided; what is over is here, and says so."""
    award = StatusApplication.objects.public().filter(pledge__slug=slug).first()
    if award is None:
        raise Http404
    return award


def _code(award) -> str:
    """What an organisation copies into its own page: a picture that is a link, and nothing that runs.

    Plain words, which our page shows as such; so the name is escaped here, for the page of the organisation.
    """
    page = on_this_site(award.get_absolute_url())
    alt = escape(f"Charter status of {award.pledge.name}: see what it means")
    return f'<a href="{page}"><img src="{page}badge.svg" alt="{alt}" width="180" height="180"></a>'
