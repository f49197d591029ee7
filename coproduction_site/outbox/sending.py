"""What waits in the outbox goes out, by one worker at a time, on one host or several.

What the mail server does not take is tried for four days, at growing intervals; then it stands among what did
not go. Each letter is marked as soon as it has gone, so that a worker that dies sends no pile twice.
"""

import fcntl
import logging
import re
from contextlib import contextmanager
from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPSenderRefused

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from post_office.connections import connections
from post_office.mail import get_queued
from post_office.models import PRIORITY, STATUS, Email, Log

from coproduction_site.forms import can_be_mailed
from coproduction_site.outbox import written_last
from coproduction_site.outbox.models import RefusedAddress
from coproduction_site.outbox.storing import NO_ADDRESS

logger = logging.getLogger("mail")

NUMBER_OF_LOCK = 20_180_525  # Any number, as long as nobody else in this database uses it.
# After the first try: 96 hours in all.
WAITS = [
    *(timedelta(minutes=20), timedelta(minutes=40)),
    *(timedelta(hours=1), timedelta(hours=2), timedelta(hours=4), timedelta(hours=8)),
    *[timedelta(hours=16)] * 5,
]
ABOUT_ONE_LETTER = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
POLICY = re.compile(rb"\b5\.7\.\d")  # RFC 3463: what is refused is the sender, not the address.
ON_ITS_WAY = "This letter is on its way already."


def send_letters() -> None:
    """Everything that is due, what is urgent first."""
    with _turn_to_send() as is_ours:
        try:
            while is_ours and (due := next(iter(get_queued()[:1]), None)) and _send(due):
                pass
        finally:
            connections.close()


def send_again(letter: Email) -> None:
    """A letter that did not go waits again, once, however often it is pressed; its address is trusted anew.

    Raises ValidationError with a sentence for whoever pressed.
    """
    if not letter.to or not all(map(can_be_mailed, letter.to)):
        raise ValidationError(NO_ADDRESS)
    fresh = {"status": STATUS.queued, "scheduled_time": None, "number_of_retries": None}
    with transaction.atomic():
        failed = Email.objects.filter(pk=letter.pk, status=STATUS.failed)
        if not failed.update(**fresh, last_updated=timezone.now()):
            raise ValidationError(ON_ITS_WAY)
        for address in letter.to:
            RefusedAddress.objects.forget(address)


def _send(letter) -> bool:
    """False if the mail server itself is away: the others wait for the next round."""
    try:
        if not written_last.write(letter):
            letter.delete()
            return True
        letter.dispatch(commit=False, disconnect_after_delivery=False)
    except Exception as error:  # Each mail backend has errors of its own.
        connections.close()
        _put_off(letter, error)
        return not isinstance(error, OSError) or isinstance(error, ABOUT_ONE_LETTER)
    _mark(letter, status=STATUS.sent)
    for address in letter.to:
        RefusedAddress.objects.forget(address)
    return True


@transaction.atomic
def _put_off(letter, error) -> None:
    """To the next interval, or to what did not go."""
    logger.warning("A letter could not be sent: %s", type(error).__name__)
    for address in _refused_in(error):
        RefusedAddress.objects.count_one(address)
    tries, is_urgent = letter.number_of_retries or 0, letter.priority == PRIORITY.high
    is_refused = not is_urgent and any(map(RefusedAddress.objects.stops, letter.to))
    if is_refused or tries >= len(WAITS):
        was_there = _mark(letter, status=STATUS.failed)
    else:
        again_at = timezone.now() + WAITS[tries]
        later = {"scheduled_time": again_at, "number_of_retries": tries + 1}
        was_there = _mark(letter, status=STATUS.requeued, **later)
    if was_there:
        kind = type(error).__name__
        Log.objects.create(email=letter, status=STATUS.failed, message=str(error), exception_type=kind)


def _refused_in(error) -> list[str]:
    """Addresses that will not take a letter tomorrow either."""
    if not isinstance(error, SMTPRecipientsRefused):
        return []
    answers = error.recipients.items()
    return [address for address, (code, why) in answers if code >= 500 and not POLICY.search(why)]


def _mark(letter, **changes) -> int:
    return Email.objects.filter(pk=letter.pk).update(**changes, last_updated=timezone.now())


@contextmanager
def _turn_to_send():
    """Both kinds of lock end with whoever held them, however that happens."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [NUMBER_OF_LOCK])
            is_ours = cursor.fetchone()[0]
            yield is_ours
            if is_ours:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER_OF_LOCK])
        return
    with open(settings.DATA_DIR / "sending-letters", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
