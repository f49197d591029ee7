"""Which partners and words other directories may read, and which of them were asked for.

Partners of the past are left out: a directory that shows a copy would send families to a closed door.
Who reads with `minimal` gets every service that there is, and sees from that which are gone.
"""

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from coproduction_site.last_changes import last_change
from partners.directory.confirmed import confirmed
from partners.models import Partner, Term, addresses
from partners.models.finding import MOST_WORDS, sorted_under
from partners.open_referral import identifiers


def with_last_change(partners: QuerySet) -> QuerySet:
    return partners.annotate(modified_at=last_change(Partner))


def partners() -> QuerySet:
    return with_last_change(Partner.objects.current()).order_by("order", "name", "pk")


def partners_asked_for(asked: dict) -> QuerySet:
    chosen = partners()
    if asked.get("organization_id"):
        chosen = chosen.filter(uuid=asked["organization_id"])
    if asked.get("modified_after"):
        chosen = chosen.filter(modified_at__gte=asked["modified_after"])
    if asked.get("taxonomy_term_id"):
        chosen = chosen.filter(sorted_under(uuid=asked["taxonomy_term_id"]))
    if asked.get("taxonomy_id"):
        vocabulary = identifiers.vocabulary_of(asked["taxonomy_id"])
        chosen = chosen.filter(sorted_under(vocabulary=vocabulary)) if vocabulary else chosen.none()
    return _of_ages(chosen, asked).saying(asked.get("search", ""))


def with_a_place(chosen) -> list[Partner]:
    """The parts of an address can be told only by reading it, so they are read here and not in SQL."""
    return [partner for partner in chosen if addresses.parts_of(confirmed(partner, "address"))]


def partner_of(identifier, what: str) -> Partner | None:
    owners = Partner.objects.current().values_list("uuid", flat=True)
    owner = identifiers.owner_of(identifier, what, owners)
    return partners().filter(uuid=owner).prefetch_related("terms").first() if owner else None


def terms_asked_for(asked: dict) -> QuerySet:
    """Words under which nobody can be found are not for others either."""
    chosen = Term.objects.in_use().order_by("vocabulary", "order", "name", "pk")
    if asked.get("taxonomy_id"):
        chosen = chosen.filter(vocabulary=identifiers.vocabulary_of(asked["taxonomy_id"]) or "")
    for word in asked.get("search", "").split()[:MOST_WORDS]:
        chosen = chosen.filter(name__icontains=word)
    return chosen


def _of_ages(chosen, asked) -> QuerySet:
    """Who helps somebody of these ages: a child of nine is asked for with nine as both.

    A partner that names no age is not found by one, nor is one whose age is still to be confirmed.
    """
    bounds = {"minimum_age": ("age_to", "gte"), "maximum_age": ("age_from", "lte")}
    for name, (field, how) in bounds.items():
        if asked.get(name) is not None:
            sure = chosen.alias(unsure=Cast("to_be_confirmed", TextField()))
            for bound in ("age_from", "age_to"):
                sure = sure.exclude(unsure__contains=f'"{bound}"')
            fits = Q(**{f"{field}__{how}": asked[name]}) | Q(**{field: None})
            chosen = sure.filter(fits).exclude(age_from=None, age_to=None)
    return chosen
