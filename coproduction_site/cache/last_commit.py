"""Whether anything was committed since something was read, without asking: SQLite notes it in memory that its processes share.

Asking for a row lets go of the interpreter several times, and under load that costs more than all else that a kept page needs.
In WAL mode every commit changes the first bytes of the file `-shm` before it returns (https://sqlite.org/walformat.html, the
header of the index, twice); SQLite itself compares them to know whether what it has read still holds. The file is opened once
and never closed: closing it anywhere in a process lets go of all locks that SQLite holds on it there
(https://sqlite.org/howtocorrupt.html, 2.2).
"""

import mmap
import os
import threading
from collections.abc import Callable

from django.db import DEFAULT_DB_ALIAS, connections

HEADER = 48  # Bytes, and then the same again.
MOST_FILES = 8  # That one process leaves open. Beyond these the row is read each time.


class Watched:
    """The first bytes of one `-shm` file, and what each question was answered while they stood there."""

    def __init__(self, path: str):
        self.file = os.open(path, os.O_RDONLY)
        self.place = _place(os.fstat(self.file))
        self.memory = mmap.mmap(self.file, 2 * HEADER, mmap.MAP_SHARED, mmap.PROT_READ)
        self.known = {}

    def read(self, database, ask: Callable):
        now = self.memory[:]
        then, value = self.known.get(ask, (None, None))
        if now == then:
            return value
        value = ask(database)
        if now[:HEADER] == now[HEADER:] and now == self.memory[:]:
            self.known[ask] = (now, value)
        return value


class _OfThisThread(threading.local):
    """While its connection is open, SQLite neither removes the file nor puts another in its place."""

    database = connection = watched = None


_here = _OfThisThread()
_all_watched: list[Watched] = []
_lock = threading.Lock()


def while_it_holds(ask: Callable):
    """`ask(database)`, which reads something committed, or what it gave before any process committed anything since.

    In a transaction it is asked each time, because that sees what nobody else does yet.
    """
    # To look for the connection through Django's proxy costs more than all that follows.
    if _here.watched is None or _here.database.connection is not _here.connection:
        return _begin_to_watch(connections[DEFAULT_DB_ALIAS], ask)
    if _here.connection.in_transaction:
        return ask(_here.database)
    return _here.watched.read(_here.database, ask)


def _begin_to_watch(database, ask):
    """Afterwards: a connection has the file only once it has read something."""
    value = ask(database)
    if database.connection is not _here.connection:
        _here.watched = _watched_by(database.connection) if database.vendor == "sqlite" else None
        _here.database, _here.connection = database, database.connection
    return value


def _watched_by(connection) -> Watched | None:
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    _, _, file = connection.execute("PRAGMA database_list").fetchone()
    if mode != "wal" or not os.path.exists(f"{file}-shm"):
        return None
    with _lock:
        place = _place(os.stat(f"{file}-shm"))
        known = next((watched for watched in _all_watched if watched.place == place), None)
        if known is None and len(_all_watched) < MOST_FILES:
            known = Watched(f"{file}-shm")
            _all_watched.append(known)
        return known


def _place(file: os.stat_result) -> tuple[int, int]:
    return file.st_dev, file.st_ino
