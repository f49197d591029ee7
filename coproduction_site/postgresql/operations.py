"""Indexes that are made and dropped while the site is read and written, on either database.

For a migration with `atomic = False`. PostgreSQL does it beside the traffic, and may take as long as that takes.
A migration that was cut off can be run again: an index that is there, whole or half made, is dropped first.
SQLite has one writer in any case, and makes an index of a million stories in seconds.
"""

from contextlib import contextmanager

from django.contrib.postgres.operations import NotInTransactionMixin
from django.db import migrations


class InTraffic(NotInTransactionMixin):
    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        self._ensure_not_in_transaction(schema_editor)
        model = to_state.apps.get_model(app_label, self.model_name)
        with _patience(schema_editor) as beside:
            self.forwards(schema_editor, beside, model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        self._ensure_not_in_transaction(schema_editor)
        model = to_state.apps.get_model(app_label, self.model_name)
        before = to_state.models[app_label, self.model_name_lower]
        with _patience(schema_editor) as beside:
            self.backwards(schema_editor, beside, model, before)


class AddIndexInTraffic(InTraffic, migrations.AddIndex):
    def forwards(self, schema_editor, beside, model):
        _drop(schema_editor, beside, self.index.name)
        schema_editor.add_index(model, self.index, **beside)

    def backwards(self, schema_editor, beside, model, before):
        _drop(schema_editor, beside, self.index.name)


class RemoveIndexInTraffic(InTraffic, migrations.RemoveIndex):
    def forwards(self, schema_editor, beside, model):
        _drop(schema_editor, beside, self.name)

    def backwards(self, schema_editor, beside, model, before):
        _drop(schema_editor, beside, self.name)
        schema_editor.add_index(model, before.get_index_by_name(self.name), **beside)


def _drop(schema_editor, beside, name) -> None:
    how = "CONCURRENTLY " if beside else ""
    schema_editor.execute(f"DROP INDEX {how}IF EXISTS {schema_editor.quote_name(name)}")


@contextmanager
def _patience(schema_editor):
    """Yields what says “beside the traffic” to the database, if it can do that. Then nothing ends the wait for it."""
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        yield {}
        return
    connection.ensure_connection()
    asked = connection.connection
    usual, asked.longest_wait = asked.longest_wait, None
    for name in ("statement_timeout", "lock_timeout"):
        schema_editor.execute(f"SET {name} = 0")
    try:
        yield {"concurrently": True}
    finally:
        asked.longest_wait = usual
        for name in ("statement_timeout", "lock_timeout"):
            schema_editor.execute(f"RESET {name}")
