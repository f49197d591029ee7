"""The last press of a story does little, so that fifty who press at once do not wait for each other."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from stories.models import Story
from tests.support import factories, telling

MOST = 17  # Reads and writes. What begins and ends transactions costs no way to the database's disk.
AROUND = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@pytest.fixture
def site(transactional_db):
    cache.clear()
    factories.make_site()
    factories.make_ladder()


def asked_by_the_last_press(client) -> list[str]:
    telling.write(client)
    asked = []

    def note(execute, sql, *more):
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        assert client.post(telling.CHECK).status_code == 302
    return [sql for sql in asked if not sql.startswith(AROUND)]


def test_the_last_press_asks_the_database_no_more_than_it_must(client, site):
    asked = asked_by_the_last_press(client)

    assert Story.objects.sent().count() == 1
    assert len(asked) <= MOST, "\n".join(asked)


def test_it_costs_the_same_after_others_have_sent_theirs(client, site):
    first = asked_by_the_last_press(client)
    for number in range(3):
        telling.tell(Client(REMOTE_ADDR=f"192.0.2.{number}"), email="")
    cache.clear()  # Who is counted for the second time costs more, and that is no other visitor.

    assert len(asked_by_the_last_press(Client())) == len(first)
