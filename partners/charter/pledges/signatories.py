"""Who has signed, for everybody: as a page, as JSON and as a table. Never who wrote it, and no address."""

import csv

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.for_others import below_a_table, licence_and_contact, may_be_copied
from coproduction_site.paging import page_of
from coproduction_site.site_address import on_this_site
from coproduction_site.spreadsheets import BYTE_ORDER_MARK, harmless
from coproduction_site.workflow.versions import number
from partners.charter.views import HERE
from partners.models import Pledge, StatusApplication
from partners.models.status import awards_on
from partners.open_referral.responses import open_data

ON_A_PAGE = 50
COLUMNS = [
    "Organisation",
    "Kind",
    "What it will do",
    "Signed on",
    "Charter status",
    "Awarded on",
    "Until",
    "Version of the charter",
    "Was that a draft?",
    "Renewed on",
]


@public_page("page")
def signed(request):
    page, awards = page_of(_signed(), number(request.GET.get("page", "1")), ON_A_PAGE), _awards()
    context = {
        "page": page,
        "pledges": [(pledge, awards.get(pledge.pk)) for pledge in page],
        "crumbs": [HERE, ("Who has signed", "")],
    }
    return render(request, "partners/charter/pledges/signed.html", context)


@open_data()
def signed_json(asked):
    awards = _awards()
    rows = [_as_json(pledge, awards.get(pledge.pk)) for pledge in _signed()]
    return licence_and_contact() | {"signed": rows}


@public_page
def signed_csv(request):
    awards = _awards()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="charter-signed.csv"'
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    writer.writerow(COLUMNS)
    for pledge in _signed():
        writer.writerow(harmless(cell) for cell in _row(pledge, awards.get(pledge.pk)))
    writer.writerows(map(harmless, row) for row in below_a_table())
    return may_be_copied(response)


def _signed():
    return Pledge.objects.public().newest_first().select_related("charter")


def _awards() -> dict[int, StatusApplication]:
    """What holds today, by pledge."""
    return {award.pledge_id: award for award in awards_on(timezone.localdate())}


def _as_json(pledge, award) -> dict:
    row = {
        "organisation": pledge.name,
        "kind": pledge.get_kind_display(),
        "pledge": pledge.will_do,
        "signed_on": pledge.signed_on.isoformat(),
        "address": on_this_site(pledge.get_absolute_url()),
    }
    if pledge.charter:
        row["charter_version"] = {
            "number": pledge.charter.number,
            "was_draft": pledge.charter_was_draft,
            "address": on_this_site(pledge.charter.get_absolute_url()),
        }
    if pledge.renewed_on:
        row["renewed_on"] = pledge.renewed_on.isoformat()
    if award:
        row["charter_status"] = {
            "level": award.level.name,
            "awarded_on": award.awarded_on.isoformat(),
            "expires_on": award.expires_on.isoformat(),
            "address": on_this_site(award.get_absolute_url()),
        }
    return row


def _row(pledge, award) -> list:
    status = [award.level.name, award.awarded_on, award.expires_on] if award else ["", "", ""]
    version = ["", ""]
    if pledge.charter:
        version = [pledge.charter.number, "yes" if pledge.charter_was_draft else "no"]
    signed = [pledge.name, pledge.get_kind_display(), pledge.will_do, pledge.signed_on]
    return [*signed, *status, *version, pledge.renewed_on or ""]
