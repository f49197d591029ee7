"""One page of the list of stories, which costs the same however many stories there are.

The stories of one choice stand in an index in their order, and so do those of two columns of the story
(`FOUND_TOGETHER`). For other choices at once there is no such index: the stories of one of them are looked through, at
most `LOOK` for a page, and the next page goes on from there.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from stories.models.publication import FOUND_TOGETHER, Publication
from stories.publication.places import Place

PAGE_SIZE = 12
FIRST_LOOK, LOOK = 100, 1_000


@dataclass(frozen=True)
class Way:
    """Stories of one choice, newest first, by the columns of the index in which they stand."""

    chosen: Q = field(default_factory=Q)
    day: str = "published_at"
    number: str = "pk"

    def within(self, start, end) -> "Way":
        return self._and(Q((f"{self.day}__gte", start), (f"{self.day}__lt", end)))

    def after(self, place: Place) -> "Way":
        not_newer = Q((f"{self.day}__lte", place.at))
        older = Q((f"{self.day}__lt", place.at)) | Q((f"{self.number}__lt", place.number))
        return self._and(not_newer & older)

    @property
    def stories(self) -> QuerySet:
        """One `filter` with everything in it, so that a link is joined once."""
        return Publication.objects.filter(self.chosen).order_by(f"-{self.day}", f"-{self.number}")

    def _and(self, condition: Q) -> "Way":
        return replace(self, chosen=self.chosen & condition)


@dataclass(frozen=True)
class Choice:
    """`where` is true of a story that fits; `way` finds such stories, if an index holds them in their order.

    `column` is the one that has to be equal to something, if that is all.
    """

    where: Q
    way: Way | None = None
    column: str = ""


def has(rows: QuerySet) -> Q:
    """Whether there is any, asked for each story: for an EXISTS beside columns PostgreSQL reads all of them first."""
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))


def by(**columns) -> Choice:
    """By a column of the story itself, with which an index begins."""
    (column,) = columns
    return Choice(Q(**columns), Way(Q(**columns)), column)


def together(choices: list[Choice]) -> list[Choice]:
    """Two choices that stand in one index are one choice."""
    by_column = {choice.column: choice for choice in choices if choice.way and choice.column}
    for first, second in FOUND_TOGETHER.values():
        if first in by_column and second in by_column:
            both = by_column[first], by_column[second]
            fits = both[0].where & both[1].where
            return [Choice(fits, Way(fits)), *(choice for choice in choices if choice not in both)]
    return choices


@dataclass(frozen=True)
class Page:
    """`after` is where older ones begin. It `was_cut` if there may be more than were looked through."""

    stories: list[Publication]
    after: Place | None = None
    was_cut: bool = False


@dataclass(frozen=True)
class Listing:
    choices: list[Choice]
    year: tuple[datetime, datetime] | None = None
    place: Place | None = None

    @cached_property
    def found_by(self) -> list[Choice]:
        return together(self.choices)

    @cached_property
    def ways(self) -> list[Way]:
        ways = [choice.way for choice in self.found_by if choice.way] or [Way()]
        return [self._narrowed(way) for way in ways]

    def page(self) -> Page:
        if all(choice.way for choice in self.found_by) and len(self.found_by) <= 1:
            found = list(self.ways[0].stories.as_cards()[: PAGE_SIZE + 1])
            shown = found[:PAGE_SIZE]
            return Page(shown, _place_of(shown[-1]) if len(found) > PAGE_SIZE else None)
        return self._looked_through(self.ways[0], FIRST_LOOK) or self._looked_through(
            _rarest(self.ways), LOOK
        )

    def _looked_through(self, way, most) -> Page | None:
        """None if a longer look may find more."""
        fits = ExpressionWrapper(self._fits(), BooleanField())
        rows = way.stories.annotate(fits=fits).values_list("pk", way.day, "fits")
        looked = list(rows[: most + 1])
        fitting = [Place(day, number) for number, day, is_one in looked[:most] if is_one]
        if len(fitting) > PAGE_SIZE:
            return Page(_cards(fitting[:PAGE_SIZE]), fitting[PAGE_SIZE - 1])
        if len(looked) <= most:
            return Page(_cards(fitting))
        number, day, _ = looked[most - 1]
        return Page(_cards(fitting), Place(day, number), was_cut=True) if most == LOOK else None

    def _fits(self) -> Q:
        every = Q()
        for choice in self.choices:
            every &= choice.where
        return every

    def _narrowed(self, way: Way) -> Way:
        way = way.within(*self.year) if self.year else way
        return way.after(self.place) if self.place else way


def _rarest(ways: list[Way]) -> Way:
    """That of which as many as are looked through reach back the furthest, or to the end."""
    if len(ways) == 1:
        return ways[0]
    reached = [(_day_of_the_last(way), way) for way in ways]
    ended = [way for day, way in reached if day is None]
    return ended[0] if ended else min(reached, key=lambda found: found[0])[1]


def _day_of_the_last(way: Way) -> datetime | None:
    """None if there are fewer than are looked through."""
    days = way.stories.values_list(way.day, flat=True)[LOOK : LOOK + 1]
    return next(iter(days), None)


def _cards(places: list[Place]) -> list[Publication]:
    cards = Publication.objects.as_cards().in_bulk([place.number for place in places])
    return [cards[place.number] for place in places if place.number in cards]


def _place_of(story: Publication) -> Place:
    return Place(story.published_at, story.pk)
