"""Brings the database to this code while people read and write: it waits for a lock, and never holds others up long."""

import fcntl
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from coproduction_site.postgresql import base

NUMBER_OF_LOCK = 20_261_127  # Any number, as long as nobody else in this database uses it.
TRIES, SECONDS_BETWEEN = 24, 2.5
UNHURRIED = "-c statement_timeout=0 -c lock_timeout=4000 -c idle_in_transaction_session_timeout=0"
LOCKED = "55P03"  # PostgreSQL: a lock was not to be had within `lock_timeout`.


def bring_up_to_date() -> list[str]:
    """The migrations that were carried out, by name. Of two machines that begin together the second one waits."""
    with _patience(), _alone():
        plan = _plan()
        if plan:
            _insist(lambda: call_command("migrate", verbosity=0))
        call_command("createcachetable", verbosity=0)
        return [str(migration) for migration, _ in plan]


def still_to_do() -> list[str]:
    return [str(migration) for migration, _ in _plan()]


def _plan():
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def _insist(act) -> None:
    """What waits for a lock holds up everybody behind it: so it gives up soon, and tries again."""
    for tries_left in reversed(range(TRIES)):
        try:
            return act()
        except OperationalError as error:
            if not tries_left or not _was_locked(error):
                raise
            time.sleep(SECONDS_BETWEEN)
    return None


def _was_locked(error: OperationalError) -> bool:
    code = getattr(error.__cause__, "sqlstate", "")
    return code == LOCKED or "database is locked" in str(error)


@contextmanager
def _patience():
    """A migration may take longer than a page; it still waits no longer for a lock than a page does."""
    if connection.vendor != "postgresql":
        yield
        return
    options, kind = connection.settings_dict["OPTIONS"], base.ImpatientConnection
    before, longest = options["options"], kind.longest_wait
    connection.close()
    options["options"], kind.longest_wait = UNHURRIED, 3600
    try:
        yield
    finally:
        connection.close()
        options["options"], kind.longest_wait = before, longest


@contextmanager
def _alone():
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            _insist(lambda: cursor.execute("SELECT pg_advisory_lock(%s)", [NUMBER_OF_LOCK]))
            yield
            cursor.execute("SELECT pg_advisory_unlock(%s)", [NUMBER_OF_LOCK])
        return
    with open(settings.DATA_DIR / "setting-up", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
