"""What is the same for everybody until something public changes, made once in a process.

A request is answered with what belongs to the revision that was read for it, so nothing is shown that has changed since.
What is remembered names the tables of which it is made, and goes with a change of one of them: a story that is
published takes its years along, and leaves the menu. A change that names no table takes all.
What follows from its key alone is right whatever the revision. It is taken over from the one before, so that what no page
shows any more is soon gone here too.
What is remembered is shared by all threads: whoever asks for it may read it, and not change it.
"""

import threading
from collections.abc import Callable, Hashable
from functools import wraps
from typing import NamedTuple

from django.core.signals import request_finished, request_started
from django.db import connection, models

from coproduction_site.cache import revision

MOST_THINGS = 500  # And as many that follow from their keys.

_request = threading.local()


class Thing(NamedTuple):
    """`tables` are those of which it is made; `revision.ANYTHING` if it goes with each change."""

    value: object
    tables: frozenset[str]


class OfRevision(NamedTuple):
    number: int
    things: dict[Hashable, Thing]
    followed: dict
    followed_before: dict


class Remembered:
    """Of one revision, at most `MOST_THINGS`. What belongs to an older one, or a later one, is not here."""

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        self._current = OfRevision(0, {}, {}, {})

    def get(self, key: Hashable, make: Callable, tables: frozenset[str] = revision.ANYTHING):
        """Inside a transaction nothing is remembered: what it has changed may yet be taken back."""
        if connection.in_atomic_block:
            return make()
        return _known(self._of(_number()).things, key, lambda: Thing(make(), tables)).value

    def follows(self, key: Hashable, make: Callable):
        """What `make` makes of nothing but the key: neither of rows, nor of who asks, nor of the day.

        A row is no key: two are equal that have one number, whatever they say. Kept for requests alone. Inside a
        transaction the revision is not asked for: what that may take back makes no difference.
        """
        if not _is_in_a_request():
            return make()
        current = self._current if connection.in_atomic_block else self._of(_number())
        before = current.followed_before
        return _known(current.followed, key, (lambda: before[key]) if key in before else make)

    def _of(self, number) -> OfRevision:
        """For a revision that has passed, or a site that has none yet, an empty place that is thrown away."""
        current = self._current
        if number > current.number:
            current = self._moved_on(current, number)
        return current if number == current.number and number else OfRevision(number, {}, {}, {})

    def _moved_on(self, before: OfRevision, number) -> OfRevision:
        """The database is asked while nobody waits. Of two threads that do so the first brings its own."""
        changed = revision.tables_between(before.number, number) if before.things else revision.ANYTHING
        with self._lock:
            if self._current is before:
                things = _unchanged(before.things, changed)
                self._current = OfRevision(number, things, {}, before.followed)
            return self._current


def _unchanged(things: dict[Hashable, Thing], changed: frozenset[str]) -> dict[Hashable, Thing]:
    if changed == revision.ANYTHING:
        return {}
    return {
        key: thing
        for key, thing in things.copy().items()
        if thing.tables != revision.ANYTHING and thing.tables.isdisjoint(changed)
    }


def _known(things: dict, key: Hashable, make: Callable):
    if key in things:
        return things[key]
    thing = make()
    if len(things) < MOST_THINGS:
        things[key] = thing
    return thing


kept = Remembered()
made_of: dict[Callable, frozenset[str]] = {}  # Each function that is remembered, and its tables.


def remembered(*rows_of: type[models.Model]) -> Callable:
    """`@remembered(Page, Term)` decorates a function of nothing but rows of these, and of arguments that can be keys.

    A test opens every page and fails for a table that is read and not named.
    """
    if not rows_of or not all(isinstance(model, type) for model in rows_of):
        raise TypeError("Name the models of which it is made, or nobody knows when it is out of date.")

    def decorate(make: Callable) -> Callable:
        @wraps(make)
        def known(*arguments):
            key = (make.__module__, make.__qualname__, *arguments)
            return kept.get(key, lambda: make(*arguments), tables)

        tables = made_of[make] = revision.tables_of(rows_of)
        return known

    return decorate


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
