"""What news can be about. A new topic is one entry here: it is offered, sent, counted and has its feed.

Each finds what everybody can read at this moment, the newest first, and nothing else.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from pages.chances.models import Chance
from pages.events.models import Event
from stories.models.publication import Publication, with_stories_still_public
from stories.models.response_rules import AS_READ
from stories.models.responses import Response

HAPPENED = {
    Response.Kind.CHANGED: "it is done",
    Response.Kind.WILL_CHANGE: "it will change",
    Response.Kind.COULD_NOT: "it cannot change, and why",
    Response.Kind.HEARD: "we heard you",
}


@dataclass(frozen=True)
class Piece:
    """One piece of news: `at` is when everybody could first read it, `link` an address on this site."""

    title: str
    link: str
    at: datetime
    text: str = ""


@dataclass(frozen=True)
class Between:
    """From a moment until another; without them, at any time."""

    since: datetime | None = None
    until: datetime | None = None

    def of(self, rows, name: str):
        """The rows of which the column `name` lies in it."""
        if self.since:
            rows = rows.filter(**{f"{name}__gte": self.since})
        return rows.filter(**{f"{name}__lt": self.until}) if self.until else rows


@dataclass(frozen=True)
class Topic:
    """`pieces` finds no more than so many. `page` is where all of it stands. `feed` is a route, if it is not one of ours."""

    name: str
    label: str
    says: str
    page: str
    pieces: Callable[[Between, int], list[Piece]]
    feed: str = ""

    @property
    def page_address(self) -> str:
        return reverse(self.page)

    @property
    def feed_address(self) -> str:
        return reverse(self.feed) if self.feed else reverse("news:feed", args=[self.name])


def _stories(between: Between, most: int) -> list[Piece]:
    found = between.of(Publication.objects.for_everywhere().newest_first(), "published_at")
    found = found.only("slug", "title", "published_at")[:most]
    return [Piece(story.title, story.get_absolute_url(), story.published_at) for story in found]


def _first_shown(rows, between: Between):
    """Each knows since when everybody can read it, which its history says. The newest first."""
    kept = rows.model.history.model.objects.filter(id=OuterRef("pk"), history_type="+")
    first = kept.order_by("history_date", "history_id").values("history_date")[:1]
    known = rows.annotate(shown_at=Subquery(first)).filter(shown_at__isnull=False)
    return between.of(known, "shown_at").order_by("-shown_at", "-pk")


def _chances(between: Between, most: int) -> list[Piece]:
    """Those that somebody can still join in."""
    found = _first_shown(Chance.objects.open(timezone.localdate()), between)
    return [
        Piece(chance.title, chance.get_absolute_url(), chance.shown_at, chance.summary)
        for chance in found.only("slug", "title", "summary")[:most]
    ]


def _events(between: Between, most: int) -> list[Piece]:
    """Days that are still to come."""
    now = timezone.now()
    found = _first_shown(Event.objects.on(now).filter(starts_at__gt=now), between)
    return [
        Piece(
            f"{event.title}, {date_format(event.day, 'l j F Y')}",
            event.get_absolute_url(),
            event.shown_at,
            event.summary,
        )
        for event in found.only("slug", "title", "summary", "starts_at")[:most]
    ]


def _changes(between: Between, most: int) -> list[Piece]:
    given = between.of(Response.objects.for_everywhere(), "decided_at").order_by("-decided_at", "-pk")
    return [
        Piece(
            f"“{answer.publication.title}”: {HAPPENED[answer.kind]}",
            answer.publication.get_absolute_url(),
            answer.decided_at,
            f"{answer.partner}: {answer.words[:300]}",
        )
        for answer in with_stories_still_public(given.only(*AS_READ)[:most])
    ]


_ALL = [
    Topic(
        "stories", "Stories", "New stories of co-production", "stories:list", _stories, "stories:feed"
    ),
    Topic("chances", "Chances to join in", "New chances to join in", "chances:board", _chances),
    Topic("events", "Training and meetings", "New days to come to", "events:list", _events),
    Topic(
        "changes",
        "What changed because of stories",
        "What partners did about stories",
        "stories:you_said",
        _changes,
    ),
]
TOPICS = {topic.name: topic for topic in _ALL}


def chosen(names) -> list[Topic]:
    """In the order of the site. A topic that is not there any more is left out."""
    return [topic for topic in _ALL if topic.name in names]
