"""The one builder of letters. Nothing else on the site makes or sends one. What letters say that staff can change is in `letters`.

A letter waits in the database, in the transaction of what it tells: if that is undone, so is the letter. What is
wrong with a letter undoes nothing (see `outbox.storing`).
"""

import re
from email.utils import make_msgid, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from coproduction_site.models import SiteSettings, TurnedOff
from coproduction_site.outbox import turning_off, written_last
from coproduction_site.outbox.storing import store

# Nobody's holiday note answers a letter of ours: RFC 3834, and what Exchange reads instead of it.
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
ONE_PRESS = "List-Unsubscribe=One-Click"  # RFC 8058, 3.1.


class Outbox(BaseEmailBackend):
    """Letters wait in the database word for word. The package's own backend reads each as a template, and so
    would do what a stranger types between `{%` and `%}`.
    """

    def send_messages(self, messages):
        return sum(map(store, messages))


def text_of(template: str, context: dict, site: SiteSettings | None = None) -> str:
    """What a letter says. A template knows the site and its address; what it leaves out leaves no hole."""
    site = site or SiteSettings.objects.current()
    ground = {"site": site, "site_url": settings.SITE_URL.rstrip("/")}
    text = render_to_string(template, ground | context)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def letter(to: str, subject: str, template: str, context: dict) -> EmailMessage:
    """To one person. `subject` is one line of our own words: nothing that anybody typed becomes a header."""
    site = SiteSettings.objects.current()
    return written(to, subject, text_of(template, context, site), site)


def written(to: str, subject: str, text: str, site: SiteSettings | None = None) -> EmailMessage:
    """To one person, of a text that is made."""
    return as_ours(EmailMessage(subject, text, to=[to]), site)


def send(message: EmailMessage | None) -> int:
    """How many were put into the outbox: none for a letter that is not to be written."""
    return message.send() if message else 0


def send_to_each(people, subject: str, text: str, kind: str = "", is_urgent: bool = False) -> int:
    """How many were written to: one letter each, so that nobody learns the address of another.

    `text` was made by `text_of`, perhaps for somebody to read before it goes. A letter of a `kind` comes again and
    again, and each person can turn it off. One that is urgent goes first, also to an address that refused letters.
    """
    return sum(send(_letter_to(person, subject, text, kind, is_urgent)) for person in people)


def again_and_again(user, kind: str, subject: str, text: str) -> EmailMessage | None:
    """One of the letters that a person can turn off. Nothing if they did."""
    if TurnedOff.objects.holds(user, kind):
        return None
    address = turning_off.address(user, kind)
    end = text_of("letters/turn_off.txt", {"address": address})
    return stopped_at(address, written(user.email, subject, f"{text}\n{end}"))


def last_minute(to: str, subject: str, writer: str, **facts) -> EmailMessage:
    """To one person, of words that its `writer` finds as it goes (see `outbox.written_last`), after all other letters."""
    message = written(to, subject, written_last.NOT_YET)
    message.facts = {written_last.WRITER: writer, **facts}
    message.can_wait = True
    return message


def stopped_at(address: str, message: EmailMessage) -> EmailMessage:
    """A mail program may offer a button that presses there: RFC 8058."""
    message.extra_headers |= {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": ONE_PRESS}
    return message


def as_ours(message: EmailMessage, site: SiteSettings | None = None) -> EmailMessage:
    """With the headers that every letter bears. What answers it goes to the named contact."""
    contact = (site or SiteSettings.objects.current()).contact_email
    domain = parseaddr(message.from_email)[1].rpartition("@")[2]
    message.extra_headers |= HEADERS | {"Message-ID": make_msgid(domain=domain)}
    message.reply_to = [contact] if contact else []
    return message


def _letter_to(person, subject, text, kind, is_urgent) -> EmailMessage | None:
    if kind:
        return again_and_again(person, kind, subject, text)
    message = written(person.email, subject, text)
    message.is_urgent = is_urgent
    return message
