"""The cache in the database: one statement a write, however much is in it."""

from datetime import timedelta
from itertools import count

import pytest
import time_machine
from django.core.cache import cache, caches
from django.db import connection
from django.utils import timezone

from coproduction_site.cache.shared_cache import LOOKS_EVERY, PatientCache

AROUND = ("SAVEPOINT", "RELEASE")


@pytest.fixture(autouse=True)
def empty(db, monkeypatch):
    monkeypatch.setattr(PatientCache, "_writes", count(1))
    cache.clear()


def asked_by(act) -> list[str]:
    asked = []

    def note(execute, sql, *more):
        asked.append(sql)
        return execute(sql, *more)

    with connection.execute_wrapper(note):
        act()
    return [sql for sql in asked if not sql.startswith(AROUND)]


@pytest.mark.parametrize("write", [cache.set, cache.add])
def test_a_write_is_one_statement_and_counts_no_rows(write):
    assert len(asked_by(lambda: write("a", 1))) == 1


def test_to_count_is_two_statements_and_counts_no_rows():
    cache.add("a", 1)

    assert len(asked_by(lambda: cache.incr("a"))) == 2


def test_what_is_counted_ends_when_it_would_have_ended():
    cache.add("a", 1, timeout=3600)
    assert (cache.incr("a"), cache.incr("a", 3), cache.decr("a")) == (2, 5, 4)

    with time_machine.travel(timezone.now() + timedelta(minutes=59)):
        assert cache.incr("a") == 5
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert cache.get("a") is None
        with pytest.raises(ValueError, match="Nothing is counted"):
            cache.incr("a")


def test_what_is_set_can_be_read_and_set_again():
    cache.set("a", {"one": 1})
    cache.set("a", {"two": 2}, timeout=None)

    assert cache.get("a") == {"two": 2}


def test_to_add_changes_nothing_that_is_there():
    assert cache.add("a", 1) is True
    assert cache.add("a", 2) is False
    assert cache.get("a") == 1


def test_to_add_takes_the_place_of_what_has_ended():
    cache.add("a", 1, timeout=60)

    with time_machine.travel(timezone.now() + timedelta(seconds=62)):
        assert cache.add("a", 2, timeout=60) is True
        assert cache.get("a") == 2


def test_what_is_touched_lives_on_and_what_is_not_there_cannot_be():
    cache.set("a", 1, timeout=60)
    assert cache.touch("a", timeout=600) is True
    assert cache.touch("b") is False

    with time_machine.travel(timezone.now() + timedelta(seconds=62)):
        assert cache.get("a") == 1


def test_now_and_then_room_is_made(monkeypatch):
    monkeypatch.setattr(caches["default"], "_max_entries", 10)  # Not of what stands before it.
    for number in range(20):
        cache.set(f"old-{number}", 1, timeout=60)

    monkeypatch.setattr(PatientCache, "_writes", count(LOOKS_EVERY))
    with time_machine.travel(timezone.now() + timedelta(seconds=62)):
        cache.set("new", 1)
        assert cache.get("new") == 1

    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache")
        assert cursor.fetchone() == (1,)
