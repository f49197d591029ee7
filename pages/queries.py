"""What changed on a page and when, in the sentences of those who published it."""

from functools import cache

from django.db.models import Exists, OuterRef, QuerySet

from coproduction_site.cache.remembered import remembered
from pages.files import queries as files
from pages.files.models import PageFile
from pages.models import Page, Video

MOST_CHANGES = 20
HistoricalPage = Page.history.model  # `Page.history` makes a class each time it is asked for.


@remembered(Page, PageFile, Video, HistoricalPage)
def to_show(slug: str) -> Page | None:
    """What everybody may read at this address."""
    return _published().filter(slug=slug).first()


@cache
def _published() -> QuerySet:
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
