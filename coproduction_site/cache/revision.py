"""The content revision: one number that moves when something that the public can see changes.

It is the key of the page cache. It moves in the transaction of the change, so that a page made
from old rows can never be kept under the new number. Changes that only add are noted
beside it; after any other, nobody is shown an older page. Beside it stands too of which tables
the last moves were, so that what is made of others alone (`cache.remembered`) outlives them.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.functions import Cast, Concat, Substr
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import Signal
from django.utils import timezone
from django.utils.dateparse import parse_date

from coproduction_site.cache import last_commit
from coproduction_site.search import following
from coproduction_site.search.models import SearchEntry

moved = Signal()
PUBLIC_TABLES: set[type[models.Model]] = set()
READ_IN_FRONT = (
    "coproduction_site.revision"  # In the environ of a request: what the page cache read for it.
)
READ = """
SELECT number, CASE WHEN added_to = number THEN added_from ELSE number END
FROM coproduction_site_contentrevision
"""
READ_DAY = "SELECT moved_on FROM coproduction_site_contentrevision"
READ_TABLES = "SELECT last_tables FROM coproduction_site_contentrevision"
MOST_LETTERS = 2_000  # Of the last moves: some fifty of them.
ANYTHING: frozenset[str] = frozenset()  # No table is named: any may have changed.


class ContentRevision(models.Model):
    """How many times the public content has changed: one row."""

    number = models.PositiveBigIntegerField(default=0)
    added_from = models.PositiveBigIntegerField("from this number", default=0, db_default=0)
    added_to = models.PositiveBigIntegerField(
        "to this one things were only added", default=0, db_default=0
    )
    moved_on = models.DateField(null=True)
    last_tables = models.TextField(
        "of which tables the last moves were, the newest first", default="", db_default=""
    )

    def __str__(self):
        return f"Revision {self.number}"


def move(*changed: type[models.Model], only_adds: bool = False) -> None:
    """Call it from a verb that changes public rows by UPDATE, inside its transaction.

    Who names the models that it `changed` names all of them; without any, all tables may have changed.
    What `only_adds` may reach some readers up to a second later; everything else is seen by all at their next request.
    """
    changes = {
        "number": models.F("number") + 1,
        "moved_on": timezone.localdate(),
        "last_tables": _noted_before_others(tables_of(_with_histories(changed))),
    }
    if only_adds:
        goes_on = models.When(added_to=models.F("number"), then=models.F("added_from"))
        changes["added_from"] = models.Case(goes_on, default=models.F("number"))
        changes["added_to"] = models.F("number") + 1
    if not ContentRevision.objects.update(**changes):
        ContentRevision.objects.bulk_create(
            [ContentRevision(pk=1, number=1, moved_on=changes["moved_on"])], ignore_conflicts=True
        )
    moved.send(sender=ContentRevision)


def _noted_before_others(tables: frozenset[str]):
    """A line for each move: its number, and the tables. Read again by `tables_between`."""
    line = [
        Cast(models.F("number") + 1, models.TextField()),
        models.Value(f" {' '.join(sorted(tables))}\n", output_field=models.TextField()),
    ]
    return Substr(Concat(*line, "last_tables"), 1, MOST_LETTERS)


def _with_histories(changed: Iterable[type[models.Model]]) -> Iterator[type[models.Model]]:
    """A change is written down in the same moment, where a table has a history."""
    for model in changed:
        yield model
        if history := _history_of(model):
            yield history


@cache
def _history_of(model: type[models.Model]) -> type[models.Model] | None:
    return model.history.model if hasattr(model, "history") else None


def tables_of(rows: Iterable[type[models.Model]]) -> frozenset[str]:
    return frozenset(model._meta.db_table for model in rows)


def tables_between(known: int, number: int) -> frozenset[str]:
    """Which tables changed after revision `known`, until `number`. `ANYTHING` if one of the moves between named none.

    Nor did one that has no line: it was too long ago, or was made by the release before, which writes none.
    """
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    with database.wrap_database_errors:
        (text,) = database.connection.execute(READ_TABLES).fetchone() or ("",)
    *lines, _cut_off = text.split("\n")
    tables_at = {int(line[0]): frozenset(line[1:]) for line in map(str.split, lines)}
    moves = [tables_at.get(one, ANYTHING) for one in range(number, known, -1)[: len(lines) + 1]]
    return ANYTHING if ANYTHING in moves else frozenset().union(*moves)


def current() -> int:
    return read()[0]


def day() -> date:
    """Since when the public content is as it is. Today, on a site where nothing was ever public. As cheap as `read`."""
    database = connections[DEFAULT_DB_ALIAS]
    database.ensure_connection()
    with database.wrap_database_errors:
        (known,) = database.connection.execute(READ_DAY).fetchone() or (None,)
    return parse_date(str(known)) if known else timezone.localdate()


def read(alias: str = DEFAULT_DB_ALIAS) -> tuple[int, int]:
    """The number, and that since which nothing was taken away. The one read that every cached answer costs: past the ORM and its cursor."""
    if alias == DEFAULT_DB_ALIAS:
        return last_commit.while_it_holds(_row)
    return _row(connections[alias])


def _row(database) -> tuple[int, int]:
    database.ensure_connection()
    with database.wrap_database_errors:
        return database.connection.execute(READ).fetchone() or (0, 0)


def shown_to_public(model: type[models.Model]) -> type[models.Model]:
    """Decorates a model of which any saved change may show on a public page. The public search follows it too.

    Of a row that is deleted others may lose their link, so no table is named.
    """
    PUBLIC_TABLES.add(model)
    post_save.connect(_move_after_change, sender=model)
    post_delete.connect(_move_after_deletion, sender=model)
    for field in model._meta.local_many_to_many:
        m2m_changed.connect(_move_after_change, sender=getattr(model, field.name).through)
    return model


def _move_after_change(sender, instance, raw=False, created=False, action="", **details) -> None:
    if not raw and not action.startswith("pre_"):
        following.follow(sender, instance)
        move(sender, SearchEntry, only_adds=created or action == "post_add")


def _move_after_deletion(sender, instance, **details) -> None:
    following.follow(sender, instance)
    move()
