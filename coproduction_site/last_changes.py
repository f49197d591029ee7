"""When a row was changed last: the day of the newest line in its history, which every saved change adds."""

from django.db.models import OuterRef, Subquery


def last_change(model) -> Subquery:
    """For `annotate`. None of a row without a history."""
    changes = model.history.filter(id=OuterRef("pk")).order_by("-history_date")
    return Subquery(changes.values("history_date")[:1])
