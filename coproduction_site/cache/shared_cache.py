"""Django's cache in the database, for a site that works without it: what fails was simply not in the cache.

One statement writes, and two count. Django's own asks three for each, of which the first counts every row, at each
press of *send*.
"""

import base64
import pickle
from contextlib import nullcontext
from datetime import UTC, datetime
from itertools import count
from secrets import randbelow

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError, connection, connections, router, transaction
from django.utils import timezone

# Writes of a process, before it asks how many rows there are. Only then are some thrown away.
LOOKS_EVERY = 1_000
ROWS = "SELECT COUNT(*) FROM {table}"
WRITE = """
INSERT INTO {table} (cache_key, value, expires) VALUES (%s, %s, %s)
ON CONFLICT (cache_key) DO UPDATE SET value = excluded.value, expires = excluded.expires
"""
WRITE_AGAIN = "UPDATE {table} SET value = %s WHERE cache_key = %s"
IF_IT_HAS_ENDED = "WHERE {table}.expires < %s"


class PatientCache(DatabaseCache):
    # Begun anywhere: a process that ends young looks now and then too.
    _writes = count(randbelow(LOOKS_EVERY))

    def get_many(self, keys, version=None):
        return _unless_away({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return _unless_away(False, super().has_key, key, version)

    def delete_many(self, keys, version=None):
        return _unless_away(None, super().delete_many, keys, version)

    def incr(self, key, delta=1, version=None):
        """It ends when it would have ended. Django's own would be forgotten after five minutes."""
        return _unless_away(0, self._incr, key, delta, version)

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        """“Done”: whoever asks in order to count or to lock would otherwise be refused."""
        write = super()._base_set if mode == "touch" else self._write
        return _unless_away(True, write, mode, key, value, timeout)

    def _base_delete_many(self, keys):
        return _unless_away(False, super()._base_delete_many, keys)

    def _incr(self, key, delta, version) -> int:
        value = self.get(key, version=version)
        if value is None:
            raise ValueError(f"Nothing is counted at {key}.")
        database = connections[router.db_for_write(self.cache_model_class)]
        statement = WRITE_AGAIN.format(table=self._quoted(database))
        with database.cursor() as cursor:
            cursor.execute(statement, [self._packed(value + delta), self.make_key(key, version=version)])
        return value + delta

    def _write(self, mode, key, value, timeout) -> bool:
        """Whether it is written now: to add does nothing to what is there."""
        database = connections[router.db_for_write(self.cache_model_class)]
        adapted = database.ops.adapt_datetimefield_value
        details = [key, self._packed(value), adapted(self._end(timeout))]
        statement = WRITE
        if mode == "add":
            statement, details = WRITE + IF_IT_HAS_ENDED, [*details, adapted(_this_second())]
        with database.cursor() as cursor:
            if next(self._writes) % LOOKS_EVERY == 0:
                self._make_room(database.alias, cursor)
            cursor.execute(statement.format(table=self._quoted(database)), details)
            return cursor.rowcount > 0

    def _packed(self, value) -> str:
        return base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("ascii")

    def _make_room(self, alias, cursor) -> None:
        cursor.execute(ROWS.format(table=self._quoted(connections[alias])))
        (rows,) = cursor.fetchone()
        if rows > self._max_entries:
            self._cull(alias, cursor, _this_second(), rows)

    def _quoted(self, database) -> str:
        return database.ops.quote_name(self._table)

    def _end(self, timeout) -> datetime:
        seconds = self.get_backend_timeout(timeout)
        end = datetime.max if seconds is None else datetime.fromtimestamp(seconds, tz=UTC)
        return end.replace(microsecond=0)


def _this_second() -> datetime:
    return timezone.now().replace(microsecond=0)


def _unless_away(otherwise, ask, *details, **more):
    """A savepoint, so that the transaction around it (a story that is being sent) goes on."""
    try:
        with transaction.atomic() if connection.in_atomic_block else nullcontext():
            return ask(*details, **more)
    except DatabaseError:
        return otherwise
