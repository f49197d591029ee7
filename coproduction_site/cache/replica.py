"""Public pages from a copy of the database that follows the first one (`DATABASE_REPLICA_URL`).

Which revision is the newest only the first database says. The copy is read if its own row has come as far, so that a page
is never older than one from the first database would be. If it lags, is away or gives up, the first database is asked.
"""

from collections.abc import Callable
from contextvars import ContextVar
from time import monotonic

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from coproduction_site.cache import revision

ALIAS = "replica"
AWAY = (DatabaseError, InterfaceError)
SECONDS_LEFT_ALONE = 5  # Then one request tries it again, while the others do without.
STAYS = {"sessions", "django_cache"}  # What is written in the same breath is read where it is written.

_reads_from: ContextVar[str] = ContextVar("reads_from", default=DEFAULT_DB_ALIAS)
_left_alone_until = 0.0


class Router:
    """Everything is written to the first database and read there, but for public pages as they are made."""

    def db_for_read(self, model, **hints) -> str:
        return DEFAULT_DB_ALIAS if model._meta.app_label in STAYS else _reads_from.get()

    def db_for_write(self, model, **hints) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints) -> bool:
        return True

    def allow_migrate(self, database, app_label, **hints) -> bool:
        return database == DEFAULT_DB_ALIAS


def made(page: Callable, number: int | None):
    """What `page()` gives, out of the copy if that has reached revision `number`. It may be called twice."""
    if number is not None and ALIAS in connections.settings and has_reached(number):
        mark = _reads_from.set(ALIAS)
        try:
            return page()
        except AWAY:
            _leave_alone()
        finally:
            _reads_from.reset(mark)
    return page()


def has_reached(number: int) -> bool:
    global _left_alone_until
    if monotonic() < _left_alone_until:
        return False
    if _left_alone_until:
        _left_alone_until = monotonic() + SECONDS_LEFT_ALONE
    try:
        reached = revision.read(ALIAS)[0]
    except AWAY:
        _leave_alone()
        return False
    _left_alone_until = 0.0
    return reached >= number


def _leave_alone() -> None:
    """It may be back sooner; whoever comes meanwhile is not made to wait for it."""
    global _left_alone_until
    _left_alone_until = monotonic() + SECONDS_LEFT_ALONE
    connections[ALIAS].close()
