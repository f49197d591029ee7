"""What changed on a page and when, in the sentences of those who published it."""

from django.db.models import Exists, OuterRef, QuerySet

from pages.models import Page

MOST_CHANGES = 20
HistoricalPage = Page.history.model  # `Page.history` makes a class each time it is asked for.


def saying_whether_they_tell(pages: QuerySet) -> QuerySet:
    """Each knows whether anybody told of a change, so that most pages need not ask."""
    return pages.annotate(tells_changes=Exists(_told().filter(id=OuterRef("pk"))))


def changes_told(page: Page) -> QuerySet | list:
    """The newest first."""
    if not page.tells_changes:
        return []
    told = _told().filter(id=page.pk).order_by("-history_date")
    return told.values("history_date", "history_change_reason")[:MOST_CHANGES]


def _told() -> QuerySet:
    return HistoricalPage.objects.filter(state=Page.State.PUBLISHED).exclude(history_change_reason=None)
