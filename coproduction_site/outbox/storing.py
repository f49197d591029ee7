"""A letter is put into the outbox, and never costs what it tells of: a story, a question, a pledge, a decision.

What cannot be put there stands among the letters that did not go, so that somebody sees it.
"""

import logging
from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db import transaction
from post_office.models import PRIORITY, STATUS, Email, Log

from coproduction_site.forms import can_be_mailed
from coproduction_site.outbox.models import RefusedAddress

logger = logging.getLogger("mail")

REFUSED_TOO_OFTEN = (
    "The mail server refused this address too often. Nothing is sent to it until somebody says so."
)
NO_ADDRESS = "No letter can go to this address."
NOT_WRITTEN = "A letter could not be written"


class CannotGo(ValidationError):
    """A letter for which there is nowhere to go."""


def store(message) -> bool:
    """In the transaction of the caller. False if it does not wait there: then it stands among what did not go."""
    letter = _row_of(message)
    try:
        with transaction.atomic():
            _refuse_what_cannot_go(letter)
            letter.save()
    except Exception as error:  # Any fault: an address of long ago, a table.
        _note(error)
        why = error.message if isinstance(error, CannotGo) else type(error).__name__
        _keep_as_failed(letter, why)
        return False
    return True


def at_no_cost(write: Callable, *args) -> None:
    """Whatever goes wrong while letters are written, what they tell of is kept."""
    try:
        with transaction.atomic():
            write(*args)
    except Exception as error:  # Any fault: a template, a cache that is away, a table.
        _note(error)
        _keep_as_failed(Email(subject=NOT_WRITTEN), f"{write.__name__}: {type(error).__name__}")


def _refuse_what_cannot_go(letter) -> None:
    if not all(map(can_be_mailed, letter.to)):
        raise CannotGo(NO_ADDRESS)
    if letter.priority != PRIORITY.high and any(map(RefusedAddress.objects.stops, letter.to)):
        raise CannotGo(REFUSED_TOO_OFTEN)


def _row_of(message) -> Email:
    reply_to = {"Reply-To": ", ".join(message.reply_to)} if message.reply_to else {}
    return Email(
        from_email=message.from_email,
        to=message.to,
        subject=message.subject,
        message=message.body,
        headers=message.extra_headers | reply_to,
        priority=_priority_of(message),
        status=STATUS.queued,
        context=getattr(message, "facts", None),
    )


def _priority_of(message):
    if getattr(message, "is_urgent", False):
        return PRIORITY.high
    return PRIORITY.low if getattr(message, "can_wait", False) else PRIORITY.medium


def _keep_as_failed(letter, why: str) -> None:
    """Without the checks of `save()`, which may have been what refused it."""
    letter.status = STATUS.failed
    try:
        with transaction.atomic():
            Email.objects.bulk_create([letter])
            Log.objects.create(email=letter, status=STATUS.failed, message=why)
    except Exception as error:
        _note(error)


def _note(error) -> None:
    """Its kind alone: what it says may name the address."""
    logger.error("A letter could not be put into the outbox: %s", type(error).__name__)
