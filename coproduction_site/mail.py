"""The one builder and sender of letters. Nothing else on the site makes or sends one.

A letter waits in the database, in the transaction of what it tells: if that is undone, so is the letter. One worker
at a time sends what waits, on one host or several.
"""

import fcntl
import re
from contextlib import contextmanager
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.template.loader import render_to_string
from post_office.mail import send_queued
from post_office.models import PRIORITY, STATUS, Email

from coproduction_site.models import SiteSettings

# Nobody's holiday note answers a letter of ours: RFC 3834, and what Exchange reads instead of it.
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
NUMBER_OF_LOCK = 20_180_525  # Any number, as long as nobody else in this database uses it.


class Outbox(BaseEmailBackend):
    """Letters wait in the database word for word. The package's own backend reads each as a template, and so
    would do what a stranger types between `{%` and `%}`.
    """

    def send_messages(self, messages):
        for message in messages:
            reply_to = {"Reply-To": ", ".join(message.reply_to)} if message.reply_to else {}
            Email.objects.create(
                from_email=message.from_email,
                to=message.to,
                subject=message.subject,
                message=message.body,
                headers=message.extra_headers | reply_to,
                priority=PRIORITY.medium,
                status=STATUS.queued,
            )
        return len(messages)


def text_of(template: str, context: dict) -> str:
    """What a letter says. A template knows the site and its address; what it leaves out leaves no hole."""
    ground = {"site": SiteSettings.objects.current(), "site_url": settings.SITE_URL.rstrip("/")}
    text = render_to_string(template, ground | context)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def letter(to: str, subject: str, template: str, context: dict) -> EmailMessage:
    """To one person. `subject` is one line of our own words: nothing that anybody typed becomes a header."""
    return _letter_with(to, subject, text_of(template, context))


def send(message: EmailMessage | None) -> int:
    """How many were put into the outbox: none for a letter that is not to be written."""
    return message.send() if message else 0


def send_to_each(people, subject: str, text: str) -> int:
    """How many were written to: one letter each, so that nobody learns the address of another.

    `text` was made by `text_of`, perhaps for somebody to read before it goes.
    """
    return sum(send(_letter_with(person.email, subject, text)) for person in people)


def as_ours(message: EmailMessage) -> EmailMessage:
    """With the headers that every letter bears. What answers it goes to the named contact."""
    contact = SiteSettings.objects.current().contact_email
    domain = parseaddr(message.from_email)[1].rpartition("@")[2]
    message.extra_headers |= HEADERS | {"Message-ID": make_msgid(domain=domain)}
    message.reply_to = [contact] if contact else []
    return message


def _letter_with(to: str, subject: str, text: str) -> EmailMessage:
    return as_ours(EmailMessage(subject, text, to=[to]))


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
