"""Somebody wants to join in, an answer comes, a partner offers a chance: and the letters that go with it."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify

from coproduction_site import limits
from coproduction_site.drafts.models import Draft, kind_of
from coproduction_site.kept_once import kept_once
from coproduction_site.outbox.storing import at_no_cost
from pages.booking.models import person_of
from pages.chances import letters
from pages.chances.forms import FIELDS
from pages.chances.interests import Interest
from pages.chances.models import Chance
from pages.chances.offers import Offer

HAS_CLOSED = "This has closed. Nobody can join in any more."


def join(chance: Chance, answers: dict, key: UUID, visitor: str = "") -> Interest:
    """Kept once for a form, and sent to whoever looks after it. Raises TooMany, ValidationError."""
    if not chance.is_open and not Interest.objects.filter(key=key).exists():
        raise ValidationError(HAS_CLOSED)
    columns = {"chance": chance, **answers}
    return kept_once(Interest, key, columns, limit=limits.JOINED, visitor=visitor, first=_write)


def _write(interest) -> None:
    """Whoever sends very many is kept, without a letter to an address that may be somebody else's."""
    at_no_cost(letters.wants_to_join, interest)
    if not limits.JOINED_BY_ONE.is_passed(person_of(interest.email, interest.telephone)):
        at_no_cost(letters.joined, interest)


def was_written(before: Chance | None, chance: Chance) -> None:
    """The first outcome: everybody who wanted to join in, and of whom we still know, hears of it."""
    if chance.has_outcome and not (before and before.has_outcome):
        for interest in chance.interests.select_related("chance"):
            at_no_cost(letters.answered, interest)


def offer(answers: dict, key: UUID) -> Offer:
    return kept_once(Offer, key, answers)


@transaction.atomic
def take(found: Offer, user, answer: str) -> None:
    """Its words become a draft, which somebody looks at and publishes like any other."""
    data = {name: [_as_sent(found, name)] for name in (*FIELDS, "partner")}
    data |= {"slug": [slugify(found.title)[:50]], "version": ["0"]}
    columns = {"kind": kind_of(Chance), "number": None, "title": found.title, "data": data, "files": {}}
    found.take(answer, draft=Draft.keep(None, 0, saved_by=user, **columns))
    at_no_cost(letters.offer_was_read, found)


@transaction.atomic
def leave_out(found: Offer, user, answer: str) -> None:
    found.leave_out(answer)
    at_no_cost(letters.offer_was_read, found)


def _as_sent(found, name) -> str:
    """As a browser sends it: of another row its number."""
    return str(found.serializable_value(name))
