"""The last press of a story does little, so that fifty who press at once do not wait for each other."""

import pytest
from django.db import connection

from stories.models import Story
from tests.support import factories, telling

MOST = 26  # Reads and writes. What begins and ends transactions costs no way to the database's disk.
AROUND = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT")


@pytest.fixture
def site(transactional_db):
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
    first = len(asked_by_the_last_press(client))
    for _ in range(3):
        telling.tell(client, email="")

    assert len(asked_by_the_last_press(client)) <= first + 3  # This visitor is counted already.
