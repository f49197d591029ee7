"""What a family can take away: a card for the phone, and half a sheet of paper."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import Truncator

from coproduction_site.cache.page_cache import public_page
from coproduction_site.site_address import on_this_site
from partners.directory.contact_card import contact_card
from partners.directory.views import DIRECTORY
from partners.models import Partner

MOST_WORDS = 40  # Of one fact, so that all of them fit on half a sheet.


@public_page
def card(request, slug):
    partner = get_object_or_404(Partner.objects.current(), slug=slug)
    response = HttpResponse(contact_card(partner), content_type="text/vcard; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{partner.slug}.vcf"'
    return response


@public_page
def half_page(request, slug):
    partner = get_object_or_404(Partner.objects.current(), slug=slug)
    page, facts = partner.get_absolute_url(), partner.facts()
    rows = [replace(row, value=_short(row.value)) for row in facts.contact + facts.help]
    crumbs = [DIRECTORY, (partner.name, page), ("To take away", request.path)]
    return render(
        request,
        "partners/directory/half_page.html",
        {"partner": partner, "facts": facts, "rows": rows, "page": on_this_site(page), "crumbs": crumbs},
    )


def _short(text: str) -> str:
    """Lines stay lines, but where there are too many words."""
    return Truncator(text).words(MOST_WORDS) if len(text.split()) > MOST_WORDS else text
