"""The content revision: one number that moves when something that the public can see changes.

It is the key of the page cache. It moves in the transaction of the change, so that a page made
from old rows can never be kept under the new number.
"""

from django.db import connection, models
from django.db.models.signals import m2m_changed, post_delete, post_save


class ContentRevision(models.Model):
    """How many times the public content has changed: one row."""

    number = models.PositiveBigIntegerField(default=0)

    def __str__(self):
        return f"Revision {self.number}"


def move() -> None:
    """Call it from a verb that changes public rows by UPDATE, inside its transaction."""
    if not ContentRevision.objects.update(number=models.F("number") + 1):
        ContentRevision.objects.bulk_create([ContentRevision(pk=1, number=1)], ignore_conflicts=True)


def current() -> int:
    """The one read that every cached answer costs, so it goes past the ORM."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM coproduction_site_contentrevision")
        row = cursor.fetchone()
    return row[0] if row else 0


def shown_to_public(model: type[models.Model]) -> type[models.Model]:
    """Decorates a model of which any saved change may show on a public page."""
    post_save.connect(_move_after_change, sender=model)
    post_delete.connect(_move_after_change, sender=model)
    for field in model._meta.local_many_to_many:
        m2m_changed.connect(_move_after_change, sender=getattr(model, field.name).through)
    return model


def _move_after_change(sender, raw=False, **details) -> None:
    if not raw:
        move()
