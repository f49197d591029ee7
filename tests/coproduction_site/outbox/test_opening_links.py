"""Whatever opens the links of a letter changes nothing: programs that look through mail open them all."""

import re

import pytest
from allauth.core import context
from django.core import mail as outbox
from django.db import connection
from django.test import Client, RequestFactory

from tests.support.factories import make_site, make_user
from tests.support.letters import WRITE

LINK = re.compile(r"https?://testserver(/[^\s<>]*)")
# The words of what we read, kept for whoever reads next. They are nobody's, and go by themselves.
COPIES = {"cache"}
# The key to a new password moves out of the address into a session, so that no other site hears it. The session
# holds nothing else, and lets nobody in.
MAY_CHANGE = {"account/email/password_reset_key_message.txt": {"django_session"}}
WITHOUT_A_LINK = {
    "partners/question_received",
    *(f"pages/suggestion_{name}" for name in ("taken", "not_taken")),
    *(f"pages/chance_offer_{name}" for name in ("taken", "not_taken")),
    "partners/removed",
    *(name for name in WRITE if name.startswith(("account/", "mfa/"))),
} - {"account/email/invitation.txt", "account/email/password_reset_key_message.txt"}


@pytest.fixture(autouse=True)
def site(db, settings):
    settings.SITE_URL = "https://testserver"
    make_site(contact_email="stories@example.org")
    with context.request_context(RequestFactory().get("/")):
        yield


def rows_of_every_table() -> dict[str, list[str]]:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - COPIES
        return {table: _rows(cursor, table) for table in tables}


def _rows(cursor, table) -> list[str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
    return sorted(map(repr, cursor.fetchall()))


def links_written(name) -> list[str]:
    outbox.outbox.clear()
    WRITE[name]()
    texts = [
        f"{letter.body} {letter.extra_headers.get('List-Unsubscribe', '')}" for letter in outbox.outbox
    ]
    return sorted({link for text in texts for link in LINK.findall(text)})


def opened(method: str, link: str) -> int:
    """By a program that has no cookie, and goes where it is led."""
    send = getattr(Client(enforce_csrf_checks=True), method)
    return send(link, follow=True, secure=True).status_code


def tables_changed(links) -> set[str]:
    before = rows_of_every_table()
    for link in links:
        for method in ("get", "head", "get", "head"):
            assert (method, link, opened(method, link)) == (method, link, 200)
    after = rows_of_every_table()
    return {table for table in after if after[table] != before[table]}


@pytest.mark.parametrize("name", WRITE)
def test_every_link_of_every_letter_opens_as_often_as_you_like_and_changes_nothing(name):
    links = links_written(name)

    assert bool(links) != (name in WITHOUT_A_LINK)
    assert tables_changed(links) == MAY_CHANGE.get(name, set())


def test_what_is_looked_at_here_would_show_a_change():
    user = make_user()

    before = rows_of_every_table()
    assert rows_of_every_table() == before
    user.delete()
    after = rows_of_every_table()

    assert [table for table in before if before[table] != after[table]] == ["coproduction_site_user"]
