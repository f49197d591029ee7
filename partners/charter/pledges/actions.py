"""What happens to a pledge, and the letter that goes with it, in one transaction."""

from uuid import UUID

from django.db import transaction

from coproduction_site import limits
from coproduction_site.cache import revision
from coproduction_site.kept_once import kept_once
from coproduction_site.mail_addresses import key_of
from coproduction_site.outbox.storing import at_no_cost
from partners.charter import letters
from partners.models import Evidence, Pledge
from partners.models.panel import forget_file

SIGNING, SIGNED_BY_ONE = limits.PLEDGES_SIGNED, limits.PLEDGES_SIGNED_BY_ONE


def sign(answers: dict, key: UUID, visitor: str) -> Pledge:
    """With its letter, once. Raises TooMany."""
    return kept_once(Pledge, key, answers, limit=SIGNING, visitor=visitor, first=_write_about)


def _write_about(pledge) -> None:
    SIGNED_BY_ONE.count(key_of(pledge.email))
    at_no_cost(letters.pledge_received, pledge)


@transaction.atomic
def publish(pledge, by, partner=None) -> None:
    pledge.publish(by, partner)
    letters.pledge_published(pledge)


@transaction.atomic
def give_back(pledge, by, reason: str) -> None:
    pledge.give_back(by, reason)
    letters.pledge_returned(pledge)


@transaction.atomic
def decline(pledge, by, reason: str) -> None:
    pledge.decline(by, reason)
    letters.pledge_declined(pledge)


@transaction.atomic
def take_back(pledge) -> None:
    pledge.take_back()
    letters.pledge_taken_back(pledge)


@transaction.atomic
def bring_back(pledge) -> None:
    """With the letters of a new one: staff read it anew."""
    pledge.bring_back()
    letters.pledge_received(pledge)


@transaction.atomic
def renew_link(pledge) -> None:
    letters.forget(pledge)
    pledge.renew_link()
    letters.pledge_link(pledge)


def erase_what_ended() -> int:
    """Pledges that were taken back or declined long ago go, with their letters and their files."""
    return sum(_erase(pk) for pk in Pledge.objects.ended_long_ago().values_list("pk", flat=True))


@transaction.atomic
def erase(pledge) -> bool:
    """With its letters and its files, whatever its state. False if it is gone already."""
    evidence = list(Evidence.objects.filter(application__pledge=pledge))
    letters.forget(pledge)
    gone, _ = Pledge.objects.filter(pk=pledge.pk).delete()
    for piece in evidence:
        forget_file(piece)
    revision.move()
    return bool(gone)


@transaction.atomic
def _erase(pk) -> bool:
    pledge = Pledge.objects.ended_long_ago().filter(pk=pk).first()
    return pledge is not None and erase(pledge)
