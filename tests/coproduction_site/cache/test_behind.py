"""What is done behind: nobody waits, the least number first, and one piece that fails stops nothing."""

import threading

import pytest
from django.db import DEFAULT_DB_ALIAS, connections

from coproduction_site.cache import behind
from coproduction_site.cache.behind import Behind


@pytest.fixture
def busy():
    """A thread behind, with its hands full until `let_go` is set."""
    thread_behind, let_go, begun = Behind(), threading.Event(), threading.Event()
    thread_behind.do(0, "the first", lambda: (begun.set(), let_go.wait(10)))
    assert begun.wait(10)
    yield thread_behind, let_go
    let_go.set()


def finished(thread_behind) -> None:
    done = threading.Event()
    thread_behind.do(1_000, "the last", done.set)
    assert done.wait(10)


def test_whoever_asks_does_not_wait_and_the_least_comes_first(busy):
    thread_behind, let_go = busy
    done = []

    for order in (3, -2, 1):
        thread_behind.do(order, order, lambda order=order: done.append(order))
    assert done == []
    let_go.set()
    finished(thread_behind)

    assert done == [-2, 1, 3]


def test_what_waits_already_is_done_once_and_may_be_asked_for_again_afterwards(busy):
    thread_behind, let_go = busy
    done = []

    for _ in range(3):
        thread_behind.do(1, "home", lambda: done.append("home"))
    let_go.set()
    finished(thread_behind)
    assert done == ["home"]

    thread_behind.do(1, "home", lambda: done.append("again"))
    finished(thread_behind)
    assert done == ["home", "again"]


def test_what_fails_is_written_down_and_the_next_is_done(busy, caplog):
    thread_behind, let_go = busy

    thread_behind.do(1, "wrong", lambda: 1 / 0)
    let_go.set()
    finished(thread_behind)

    assert "ZeroDivisionError" in caplog.text


def test_a_thread_that_rests_holds_no_connection(transactional_db, monkeypatch):
    monkeypatch.setattr(behind, "SECONDS_TO_REST", 0.01)
    thread_behind, asked, closed = Behind(), [], threading.Event()

    def ask():
        its_own = connections[DEFAULT_DB_ALIAS]
        its_own.ensure_connection()
        close = its_own.close
        its_own.close = lambda: (close(), closed.set())
        asked.append(its_own)

    thread_behind.do(1, "ask", ask)

    assert closed.wait(10)
    assert asked[0].connection is None
