"""Charter status for everybody: the levels, who has one, a page and a badge for each organisation."""

from html import escape
from http import HTTPStatus

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from partners.charter.status.badges import badge_of
from partners.charter.views import HERE
from partners.models import StatusApplication, StatusLevel
from partners.models.status import awards_on

STATUSES = ("Charter status", "/charter/status/")


@public_page
def statuses(request):
    context = {
        "levels": StatusLevel.objects.all(),
        "awards": awards_on(timezone.localdate()),
        "crumbs": [HERE, STATUSES],
    }
    return render(request, "partners/charter/status/statuses.html", context)


@public_page
def status(request, slug):
    award = _newest(slug)
    if award is None:
        gone = {"is_not_shared": True}
        return render(request, "partners/charter/status/gone.html", gone, status=HTTPStatus.GONE)
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
    """May stand on other people's pages, so browsers are told that those may fetch it.

    It is a picture also when it is gone: browsers show it there, where an error would be a hole.
    """
    award = _newest(slug)
    context = {"badge": badge_of(award, SiteSettings.objects.current().city)}
    status = HTTPStatus.OK if award else HTTPStatus.GONE
    response = render(
        request,
        "partners/charter/status/badge.svg",
        context,
        content_type="image/svg+xml",
        status=status,
    )
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _newest(slug) -> StatusApplication | None:
    """Nothing is here before a panel decided; what is over is here, and says so. None if the pledge went with it."""
    award = StatusApplication.objects.public().filter(pledge__slug=slug).first()
    if award is None and not StatusApplication.objects.gone().filter(pledge__slug=slug).exists():
        raise Http404
    return award


def _code(award) -> str:
    """What an organisation copies into its own page: a picture that is a link, and nothing that runs.

    Its words stand there for ever, so they ask and claim nothing: the picture alone says how it is today.
    Plain words, which our page shows as such; so the name is escaped here, for the page of the organisation.
    """
    page = on_this_site(award.get_absolute_url())
    alt = escape(f"Does {award.pledge.name} have charter status today? See its page")
    return f'<a href="{page}"><img src="{page}badge.svg" alt="{alt}" width="180" height="180"></a>'
