"""People who asked for news, and what happens on the mornings on which letters are due."""

import re
from datetime import datetime
from urllib.parse import urlsplit
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.test import Client, override_settings

from coproduction_site.mail_addresses import key_of
from coproduction_site.outbox.sending import send_letters
from pages.models import NewsReader
from pages.news import actions, letters, sending
from pages.news.rhythm import moment_of
from pages.news.topics import TOPICS, Between
from tests.support.factories import _next, make_published_story

LONDON = ZoneInfo("Europe/London")
OUTBOX = {"EMAIL_BACKEND": "coproduction_site.mail.Outbox"}


def make_reader(says_yes=True, **details) -> NewsReader:
    email = details.pop("email", f"reader{_next()}@example.org")
    columns = {"topics": list(TOPICS), "often": "weekly", "person": key_of(email)}
    reader = NewsReader.objects.create(email=email, **columns | details)
    return actions.confirm(reader) if says_yes else reader


def asked(client=None, **more) -> object:
    """The form of the page, as a browser sends it."""
    data = {"topics": ["stories"], "often": "weekly", "email": "pat@example.org", "key": str(uuid4())}
    return (client or Client()).post("/news/", data | more)


def at(day: str, clock="09:00") -> datetime:
    """As clocks here show it."""
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=LONDON)


def go_round() -> int:
    """What the worker does: letters are put into the outbox, and go."""
    with override_settings(**OUTBOX):
        number = sending.send_due()
        send_letters()
    return number


def send_news(reader: NewsReader) -> None:
    """One letter about one story, at any hour of any day."""
    story = make_published_story()
    with override_settings(**OUTBOX):
        letters.tell(reader, Between(moment_of(reader.sent_for), story.published_at.replace(year=2999)))
        send_letters()


def link_in(letter, ending="") -> str:
    return re.search(rf"/news/mine/[\w-]+/{ending}(?=\s|$)", letter.body)[0]


def stops_at(letter) -> str:
    return urlsplit(letter.extra_headers["List-Unsubscribe"].strip("<>")).path
