"""The ladder and the partners of the home page, by name alone."""

from typing import NamedTuple

from django.db.models import F, QuerySet, Value

from coproduction_site.cache.remembered import remembered
from ladder.models import Rung
from partners.models import Partner


class Names(NamedTuple):
    """`partners` are addresses and names."""

    rungs: list[Rung]
    partners: tuple[tuple[str, str], ...]


@remembered(Rung, Partner)
def names() -> Names:
    """Rungs from the top down, and today's partners in their order: one query."""
    rungs = _named(Rung.objects.all(), F("number") * -1, F("number"), F("band"))
    partners = _named(Partner.objects.current(), F("order"), Value(0), Value(""))
    found = list(rungs.union(partners, all=True).order_by("at", "its_name"))
    return Names(
        [
            Rung(number=number, slug=slug, name=name, band=band)
            for _, slug, name, number, band in found
            if number
        ],
        tuple((slug, name) for _, slug, name, number, _ in found if not number),
    )


def _named(rows: QuerySet, at, number, band) -> QuerySet:
    named = {
        "at": at,
        "its_slug": F("slug"),
        "its_name": F("name"),
        "its_number": number,
        "its_band": band,
    }
    return rows.order_by().annotate(**named).values_list(*named)
