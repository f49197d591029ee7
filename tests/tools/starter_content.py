"""The starter content for tests: loaded once by each worker, then its rows are copied."""

import sqlite3

from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from tests.tools import all_rows

_files: dict[str, sqlite3.Connection] = {}
_rows: dict[tuple, all_rows.Rows] = {}


def load() -> None:
    """As `load_content` on the database as it stands.

    Outside of a transaction SQLite takes back all that stands in its file, so what was there before is gone.
    """
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        _take_back_the_file()
        return
    with transaction.atomic():
        _add_rows()


def _add_rows() -> None:
    """The same day and the same rows before give the same rows after: only then are they copied."""
    before = all_rows.read()
    known = (str(connection.settings_dict["NAME"]), timezone.localdate(), all_rows.mark_of(before))
    if known in _rows:
        all_rows.write(_rows[known])
        return
    call_command("load_content", verbosity=0)
    after = all_rows.read()
    _rows[known] = {table: rows for table, rows in after.items() if rows != before[table]}


def _take_back_the_file() -> None:
    name = str(connection.settings_dict["NAME"])
    if name in _files:
        connection.ensure_connection()
        _files[name].backup(connection.connection)
        return
    call_command("load_content", verbosity=0)
    _files[name] = sqlite3.connect(":memory:")
    connection.connection.backup(_files[name])
