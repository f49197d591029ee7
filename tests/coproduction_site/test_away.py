"""What stands still is asked by one thread at a time, and nobody queues behind it."""

import threading
import time

import pytest

from coproduction_site.away import Away


class Silent(Exception):
    pass


class Told(Exception):
    pass


def ask(away, answer=lambda: None):
    with away.asking(no_answer=Silent, told=Told):
        answer()


def silence():
    raise Silent


@pytest.fixture
def away():
    away = Away(seconds=0.2)
    with pytest.raises(Silent):
        ask(away, silence)
    return away


def test_as_long_as_it_answers_everybody_may_ask_at_once():
    away, both = Away(seconds=60), threading.Barrier(2, timeout=5)
    threads = [threading.Thread(target=ask, args=[away, both.wait]) for _ in range(2)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(5)

    assert not both.broken
    assert not away.is_remembered


def test_for_a_moment_nobody_asks_again(away):
    assert away.is_remembered

    with pytest.raises(Told):
        ask(away)


def test_then_one_asks_and_the_others_are_told_while_it_waits(away):
    begun, may_end, told = threading.Event(), threading.Event(), []

    def wait():
        begun.set()
        assert may_end.wait(5)

    until_asked(away, lambda: threading.Thread(target=ask, args=[away, wait]).start(), begun)
    for _ in range(20):
        with pytest.raises(Told):
            ask(away, lambda: told.append("asked"))
    may_end.set()

    assert told == []


def until_asked(away, start, begun):
    ends = time.monotonic() + 5
    while not begun.is_set():
        assert time.monotonic() < ends
        if away._ask_again_at <= time.monotonic():
            start()
            assert begun.wait(5)


def test_an_answer_of_any_kind_is_an_answer(away):
    """Refused is not silent: whoever asks then does not wait."""

    def refuse():
        raise ConnectionRefusedError

    ends = time.monotonic() + 5
    while away.is_remembered and time.monotonic() < ends:
        try:
            ask(away, refuse)
        except Told:
            continue
        except ConnectionRefusedError:
            break

    assert not away.is_remembered
