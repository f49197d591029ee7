"""A page of a list and how many rows there are in all, in one query."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404


def page_of(rows: QuerySet, number: int, size: int) -> Page:
    """Raises Http404 for a page that is not there. The first one is always there."""
    if number < 1:
        raise Http404
    first = (number - 1) * size
    shown = list(rows.annotate(in_all=counted(rows))[first : first + size])
    if not shown and number > 1:
        raise Http404
    paginator = Paginator(shown, size)
    paginator.count = shown[0].in_all if shown else 0
    return Page(shown, number, paginator)


def counted(rows: QuerySet) -> Coalesce:
    """How many these are, in the query of something else."""
    one = rows.order_by().annotate(one=Value(1)).values("one")
    return Coalesce(Subquery(one.annotate(number=Count("*")).values("number")), 0)
