"""Letters that wait in the database are sent by one worker at a time, on one host or several."""

import fcntl
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from post_office.mail import send_queued

NUMBER_OF_LOCK = 20_180_525  # Any number, as long as nobody else in this database uses it.


def send_letters() -> None:
    """Everything that is due. A letter that the mail server did not take is due again later."""
    with _turn_to_send() as is_ours:
        while is_ours and any(send_queued()):
            pass


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
