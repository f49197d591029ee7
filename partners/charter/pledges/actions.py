"""What happens to a pledge, and the letter that goes with it, in one transaction."""

from uuid import UUID

from django.db import transaction

from coproduction_site import limits
from coproduction_site.cache import revision
from coproduction_site.kept_once import kept_once
from coproduction_site.mail_addresses import key_of
from coproduction_site.outbox.storing import at_no_cost
from partners.charter import letters
from partners.charter.pledges import contacts
from partners.models import CharterVersion, Evidence, Pledge
from partners.models.panel import forget_file

SIGNING, SIGNED_BY_ONE = limits.PLEDGES_SIGNED, limits.PLEDGES_SIGNED_BY_ONE


def sign(answers: dict, key: UUID, visitor: str, charter: CharterVersion | None) -> Pledge:
    """With its letter, once, for the wording that stood on the page. Raises TooMany."""
    signed = {"charter": charter, "charter_was_draft": charter is not None and charter.is_draft}
    answers = answers | signed
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
def ask_for_words(pledge, **words) -> None:
    """Staff are written to once, however often it is put better before they read it."""
    waited = pledge.asked_at is not None
    pledge.ask_for_words(**words)
    if pledge.asked_at and not waited:
        letters.correction_to_read(pledge)


@transaction.atomic
def take_words(pledge, by) -> None:
    pledge.take_words(by)
    letters.correction_shown(pledge)


@transaction.atomic
def leave_words(pledge, by, reason: str) -> None:
    pledge.leave_words(by, reason)
    letters.correction_left(pledge)


@transaction.atomic
def renew(pledge, adopted, will_do: str) -> None:
    """The new version is signed at once. Other words wait to be read; those of last time stand until then."""
    pledge.renew(adopted)
    if will_do != pledge.asked_words["will_do"]:
        ask_for_words(pledge, **pledge.asked_words | {"will_do": will_do})
    letters.pledge_renewed(pledge)


@transaction.atomic
def renew_link(pledge) -> None:
    """Whoever held the old one may have asked to be written to elsewhere: that ends too."""
    contacts.forget_open(pledge)
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
    contacts.forget_letters(pledge.contact_changes.all())
    letters.forget(pledge)
    gone, _ = Pledge.objects.filter(pk=pledge.pk).delete()
    for piece in {piece.document.name: piece for piece in evidence}.values():
        forget_file(piece)
    revision.move()
    return bool(gone)


@transaction.atomic
def _erase(pk) -> bool:
    pledge = Pledge.objects.ended_long_ago().filter(pk=pk).first()
    return pledge is not None and erase(pledge)
