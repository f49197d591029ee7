"""A changed address leads on: the history of a table remembers every address that its rows had."""

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import redirect

NEWEST = ("-history_date", "-history_id")


def lead_on(rows: QuerySet, slug: str, address=lambda row: row.get_absolute_url()):
    """To where the row is now that had this address last. Raises Http404 if none of these did.

    `rows` are those that the public may open now. What stands at the address itself comes before this.
    """
    row = followed(rows, slug)
    if row is None:
        raise Http404
    return redirect(address(row), permanent=True)


def followed(rows: QuerySet, slug: str):
    """The first of `rows` to which this address leads, or None. A row that is gone, or is not public any more, leads to the one that took over the address it had then."""
    seen = set()
    while slug and slug not in seen:
        seen.add(slug)
        slug = _next_address(rows, slug)
        row = rows.filter(slug=slug).first()
        if row:
            return row
    return None


def _next_address(rows, slug) -> str | None:
    """The newest one of the row that had this one last: one that is public before others."""
    history = rows.model.history.order_by(*NEWEST)
    had_it = history.filter(slug=slug).values_list("id", flat=True)
    number = had_it.filter(id__in=rows.order_by().values("pk")).first() or had_it.first()
    return history.filter(id=number).values_list("slug", flat=True).first()
