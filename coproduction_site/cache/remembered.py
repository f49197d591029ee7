"""What is the same for everybody until something public changes, made once in a process for each content revision.

A request is answered with what belongs to the revision that was read for it, so nothing is shown that has changed since.
What follows from its key alone is right whatever the revision. It is taken over from the one before, so that what no page
shows any more is soon gone here too.
What is remembered is shared by all threads: whoever asks for it may read it, and not change it.
"""

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import NamedTuple

from django.core.signals import request_finished, request_started
from django.db import connection

from coproduction_site.cache import revision

MOST_THINGS = 500  # And as many that follow from their keys.

_request = threading.local()


class OfRevision(NamedTuple):
    number: int
    things: dict
    followed: dict
    followed_before: dict


class Remembered:
    """Of one revision, at most `MOST_THINGS`. What belongs to an older one, or a later one, is not here."""

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._current = OfRevision(0, {}, {}, {})

    def get(self, key: Hashable, make: Callable):
        """Inside a transaction nothing is remembered: what it has changed may yet be taken back."""
        if connection.in_atomic_block:
            return make()
        return _known(self._of(_number()).things, key, make)

    def follows(self, key: Hashable, make: Callable):
        """What `make` makes of nothing but the key: neither of rows, nor of who asks, nor of the day.

        A row is no key: two are equal that have one number, whatever they say. Kept for requests alone.
        """
        if connection.in_atomic_block or not _is_in_a_request():
            return make()
        current = self._of(_number())
        before = current.followed_before
        return _known(current.followed, key, (lambda: before[key]) if key in before else make)

    def _of(self, number) -> OfRevision:
        """For a revision that has passed, or a site that has none yet, an empty place that is thrown away."""
        with self._lock:
            if number > self._current.number:
                self._current = OfRevision(number, {}, {}, self._current.followed)
            current = self._current
        return current if number == current.number and number else OfRevision(number, {}, {}, {})


def _known(things: dict, key: Hashable, make: Callable):
    if key in things:
        return things[key]
    thing = make()
    if len(things) < MOST_THINGS:
        things[key] = thing
    return thing


kept = Remembered()


def remembered(make: Callable) -> Callable:
    """Decorates a function of nothing but public rows and of arguments that can be keys."""

    @wraps(make)
    def known(*arguments):
        return kept.get((make.__module__, make.__qualname__, *arguments), lambda: make(*arguments))

    return known


def following(make: Callable) -> Callable:
    """Decorates a function of nothing but arguments that can be keys."""

    @wraps(make)
    def known(*arguments):
        return kept.follows((make.__module__, make.__qualname__, *arguments), lambda: make(*arguments))

    return known


def _number() -> int:
    """In a request, read once before the first thing it needs; elsewhere, read each time."""
    if not _is_in_a_request():
        return revision.current()
    if _request.number is None:
        _request.number = revision.current()
    return _request.number


def _is_in_a_request() -> bool:
    return getattr(_request, "goes_on", False)


def _begin(environ=None, **details) -> None:
    _request.goes_on, _request.number = True, (environ or {}).get(revision.READ_IN_FRONT)


def _end(**details) -> None:
    _request.goes_on = False


def _read_again(**details) -> None:
    """Whoever has just changed something sees it in the same answer."""
    _request.number = None


request_started.connect(_begin)
request_finished.connect(_end)
revision.moved.connect(_read_again)
