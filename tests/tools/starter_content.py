"""The starter content for tests that serve it: loaded once by each worker, then copied back before each test."""

import sqlite3

from django.core.management import call_command
from django.db import connection

_kept: dict[str, sqlite3.Connection] = {}


def load() -> None:
    """As `load_content` on the database as migrations leave it; must not run inside a transaction.

    SQLite takes back all that stands in its file, so what was there before is gone. PostgreSQL loads anew.
    """
    name = str(connection.settings_dict["NAME"])
    if name in _kept:
        connection.ensure_connection()
        _kept[name].backup(connection.connection)
        return
    call_command("load_content", verbosity=0)
    if connection.vendor == "sqlite":
        _kept[name] = sqlite3.connect(":memory:")
        connection.connection.backup(_kept[name])
