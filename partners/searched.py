"""What of the partners and of the charter everybody can search (see `search.kinds`)."""

import re

from django.urls import reverse

from coproduction_site.search.kinds import Entry, SearchKind, plain
from partners.models import CharterValue, CharterVersion, Partner, Term

_BETWEEN_NAMES = re.compile(r"[,;()\n]| and ")


def names_in(formerly: str) -> tuple[str, ...]:
    """Of “Voluntary Sector Council (VSC), Help Line” three names."""
    return tuple(name for part in _BETWEEN_NAMES.split(formerly) if (name := part.strip(" .")))


def _of_partner(partner) -> Entry:
    terms = " ".join(term.name for term in partner.terms.all())
    return Entry(
        title=partner.name,
        address=partner.get_absolute_url(),
        shown=f"{partner.summary} {plain(partner.description)} {partner.how_to_join}",
        also=f"{partner.get_kind_display()} {terms} {partner.access} {partner.languages} {partner.history_note}",
        other_names=names_in(partner.formerly),
    )


def _partners_of(row) -> list[int]:
    if isinstance(row, Partner):
        return [row.pk]
    return list(Partner.objects.filter(terms=row).values_list("pk", flat=True))


def _of_value(value) -> Entry:
    return Entry(
        title=value.name,
        address=reverse("charter:value", args=[value.slug]),
        shown=value.promise,
        also=f"charter {value.for_children}",
    )


def _values_of(row) -> list[int]:
    """With another wording in force, other values are."""
    if isinstance(row, CharterValue):
        return [row.pk]
    return list(CharterValue.objects.values_list("pk", flat=True))


KINDS = [
    SearchKind(
        "partner",
        "Partner",
        "Partners",
        Partner,
        lambda: Partner.objects.listed().prefetch_related("terms"),
        _of_partner,
        also=(Term, Partner.terms.through),
        numbers_of=_partners_of,
    ),
    SearchKind(
        "value",
        "Promise of the charter",
        "The charter",
        CharterValue,
        lambda: CharterValue.objects.in_force().exclude(slug=""),
        _of_value,
        also=(CharterVersion,),
        numbers_of=_values_of,
    ),
]
