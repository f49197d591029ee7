"""What changed on a page and when, in the sentences of those who published it."""

from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from pages.files import queries as files
from pages.models import Page, Video

MOST_CHANGES = 20
HistoricalPage = Page.history.model  # `Page.history` makes a class each time it is asked for.


@cache
def to_show() -> QuerySet:
    """Each knows whether it has files, films, and changes that somebody told of, so that most need not ask."""
    return files.noted_on(Page.objects.published()).annotate(
        has_films=Exists(Video.objects.filter(page=OuterRef("pk"))),
        tells_changes=Exists(_told().filter(id=OuterRef("pk"))),
    )


def changes_told(page: Page) -> QuerySet | list:
    """The newest first."""
    if not page.tells_changes:
        return []
    told = _told().filter(id=page.pk).order_by("-history_date")
    return told.values("history_date", "history_change_reason")[:MOST_CHANGES]


def _told() -> QuerySet:
    return HistoricalPage.objects.filter(state=Page.State.PUBLISHED).exclude(history_change_reason=None)
