"""Another person looks after a pledge: the letters, and what is kept about it."""

from django.db import transaction

from coproduction_site import limits
from coproduction_site.mail_addresses import key_of
from partners.charter import letters
from partners.models import ContactChange


@transaction.atomic
def ask(pledge, version: int, contact: dict, visitor: str) -> ContactChange:
    """A letter to the new address, where somebody has to press. Raises TooMany, or ValidationError if it is stale."""
    limits.CONTACTS_ASKED.count(visitor)
    limits.CONTACTS_ASKED_ONE.count(key_of(contact["email"]))
    pledge.take_version(version)
    forget_open(pledge)
    change = ContactChange.objects.create(pledge=pledge, **contact)
    letters.contact_asked(change)
    return change


@transaction.atomic
def confirm(change) -> None:
    """Pressed at the new address. The old link, and every letter with it, has ended."""
    letters.forget(change.pledge)
    change.confirm()
    letters.forget_link(change.token)
    letters.contact_changed(change)


@transaction.atomic
def change_by_staff(pledge, by, reason: str, **contact) -> None:
    forget_open(pledge)
    letters.forget(pledge)
    letters.contact_changed(ContactChange.made_by_staff(pledge, by, reason, **contact))


def forget_open(pledge) -> None:
    """What was asked for and not confirmed ends, with its link."""
    erase(pledge.contact_changes.open())


def erase_what_is_over() -> int:
    return erase(ContactChange.objects.kept_long_enough())


@transaction.atomic
def erase(changes) -> int:
    forget_letters(changes)
    gone, _ = changes.delete()
    return gone


def forget_letters(changes) -> None:
    for change in changes:
        letters.forget_link(change.token)
