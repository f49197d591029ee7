"""The index of words: the newest come first, however many there are, and what is gone is gone from its file as well."""

import re

import pytest
from django.db import connection

from coproduction_site.search import index
from coproduction_site.search.models import SearchEntry
from tests.support import plans

pytestmark = pytest.mark.django_db
DESK = SearchEntry.Audience.DESK


def put_many(numbers, text_of):
    SearchEntry.objects.put(
        [SearchEntry.of(DESK, "story", number, text_of(number)) for number in numbers]
    )


def found(query):
    return SearchEntry.objects.newest(DESK, "story", query)


def test_of_many_the_newest_are_found(monkeypatch):
    """Whether a word stands in all of them, in some, or in one that is old: also past the first thousands."""
    put_many([20_000], lambda number: "the oldest park")
    _far_ahead()
    put_many(range(1, 10_001), lambda number: f"park {'river' if number % 7 == 0 else ''} n{number}")

    newest = found("park")
    assert newest == list(range(10_000, 10_000 - index.MOST, -1))
    assert found("riv") == [number for number in range(10_000, 0, -1) if number % 7 == 0][: index.MOST]
    assert (
        found("n3")
        == [number for number in range(10_000, 0, -1) if str(number).startswith("3")][: index.MOST]
    )
    assert found("n77 park") == sorted(
        (n for n in range(1, 10_001) if str(n).startswith("77")), reverse=True
    )
    assert found("n1234") == [1234]
    assert found("oldest") == [20_000]
    assert found("n1234 oldest") == []


def _far_ahead() -> None:
    """What was put before lies further back than the ten thousands that are looked through first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{index.TABLE}', 'id'), 300000)")
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [index.TABLE])
            cursor.execute("INSERT INTO sqlite_sequence(name, seq) VALUES (%s, 300000)", [index.TABLE])


@pytest.mark.parametrize("words", [["park"], ["park", "n5"], ["nowhere"]])
def test_the_index_is_asked_and_the_table_is_not_read_through(monkeypatch, words):
    """Not even where every entry holds the word. PostgreSQL would find that cheaper, and take half a minute of a million."""
    monkeypatch.setattr(plans, "GROWS", re.compile(index.TABLE))
    put_many(range(1, 6_001), lambda number: f"park n{number}")
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with plans.noted() as questions:
        index.newest_with(words)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SELECT gin_clean_pending_list('{index.INDEX}')")
            cursor.execute(f"ANALYZE {index.TABLE}")
        cursor.execute(f"{explain} {questions[0][0]}", questions[0][1])
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())

    assert ("VIRTUAL TABLE INDEX" if connection.vendor == "sqlite" else index.INDEX) in plan, plan
    assert "TEMP B-TREE" not in plan
    assert f"Seq Scan on {index.TABLE}" not in plan, plan


def test_words_that_were_taken_out_do_not_stay_in_the_index():
    put_many([1, 2], lambda number: "park xyzzyberry" if number == 1 else "park")
    SearchEntry.objects.take_out("story", [1])

    index.tidy()

    assert not SearchEntry.objects.filter(tokens__contains="xyzzy").exists()
    assert b"xyzzyberry" not in _stored_words()
    assert found("park") == [2]


def _stored_words() -> bytes:
    if connection.vendor != "sqlite":
        return b""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT block FROM {index.WORDS}_data")  # noqa: S608
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def test_everything_that_changes_the_table_changes_the_index():
    """Also statements of somebody who repairs rows by hand."""
    put_many([1, 2, 3], lambda number: f"park n{number}")

    SearchEntry.objects.filter(number=1).update(tokens="§desk§story river")
    SearchEntry.objects.filter(number=2).delete()

    assert (found("park"), found("river")) == ([3], [1])
