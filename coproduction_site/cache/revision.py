"""The content revision: one number that moves when something that the public can see changes.

It is the key of the page cache. It moves in the transaction of the change, so that a page made
from old rows can never be kept under the new number. Changes that only add are noted
beside it; after any other, nobody is shown an older page.
"""

from datetime import date

from django.db import DEFAULT_DB_ALIAS, connections, models
from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import Signal
from django.utils import timezone
from django.utils.dateparse import parse_date

from coproduction_site.search import following

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


class ContentRevision(models.Model):
    """How many times the public content has changed: one row."""

    number = models.PositiveBigIntegerField(default=0)
    added_from = models.PositiveBigIntegerField("from this number", default=0, db_default=0)
    added_to = models.PositiveBigIntegerField(
        "to this one things were only added", default=0, db_default=0
    )
    moved_on = models.DateField(null=True)

    def __str__(self):
        return f"Revision {self.number}"


def move(only_adds: bool = False) -> None:
    """Call it from a verb that changes public rows by UPDATE, inside its transaction.

    What `only_adds` may reach some readers up to a second later; everything else is seen by all at their next request.
    """
    changes = {"number": models.F("number") + 1, "moved_on": timezone.localdate()}
    if only_adds:
        goes_on = models.When(added_to=models.F("number"), then=models.F("added_from"))
        changes["added_from"] = models.Case(goes_on, default=models.F("number"))
        changes["added_to"] = models.F("number") + 1
    if not ContentRevision.objects.update(**changes):
        ContentRevision.objects.bulk_create(
            [ContentRevision(pk=1, number=1, moved_on=changes["moved_on"])], ignore_conflicts=True
        )
    moved.send(sender=ContentRevision)


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
    database = connections[
        alias
    ]  # Asked for once: each look through Django's proxy costs a microsecond.
    database.ensure_connection()
    with database.wrap_database_errors:
        return database.connection.execute(READ).fetchone() or (0, 0)


def shown_to_public(model: type[models.Model]) -> type[models.Model]:
    """Decorates a model of which any saved change may show on a public page. The public search follows it too."""
    PUBLIC_TABLES.add(model)
    post_save.connect(_move_after_change, sender=model)
    post_delete.connect(_move_after_change, sender=model)
    for field in model._meta.local_many_to_many:
        m2m_changed.connect(_move_after_change, sender=getattr(model, field.name).through)
    return model


def _move_after_change(sender, instance, raw=False, created=False, action="", **details) -> None:
    if not raw and not action.startswith("pre_"):
        following.follow(sender, instance)
        move(only_adds=created or action == "post_add")
