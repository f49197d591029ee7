"""The charter to hang up: today's promises, who made them, and whether the Board has said yes."""

from django.urls import reverse
from django.utils.formats import date_format

from coproduction_site.paper.sheets import Sheet, code_of_page, drawing
from coproduction_site.site_address import on_this_site
from partners.models import CharterValue, CharterVersion

DRAFT = "Draft values. The Board’s approved wording is awaited."
AS_IT_IS = "You may copy this sheet and hand it out as it is."


def sheet_of(version: CharterVersion, values: list[CharterValue]) -> Sheet:
    page = reverse("charter:charter")
    shown = {
        "lead": "This is what we promise to children, young people and families.",
        "status": DRAFT if version.is_draft else "",
        "values": [_value(value) for value in values],
        "makers_title": "Who made it?",
        "makers": [maker.strip() for maker in version.makers if maker.strip()],
        "dates": _dates(version),
        **code_of_page(on_this_site(page)),
    }
    return Sheet(
        name="our-charter",
        title="Our charter",
        shape="partners/charter/charter.typ",
        words=shown,
        address=reverse("charter:sheet"),
        page=page,
        credits=(AS_IT_IS,),
    )


def _value(value) -> dict:
    return {"name": value.name, "promise": value.promise, "drawing": drawing(value.drawing)}


def _dates(version) -> str:
    begun = f"Version {version.number}, {_day(version.dated_on)}."
    if not version.adopted_on:
        return f"{begun} Not adopted yet."
    return f"{begun} Adopted by {version.adopted_by} on {_day(version.adopted_on)}."


def _day(day) -> str:
    return date_format(day, "j F Y")
