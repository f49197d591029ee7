"""All that the card of a day shows, so that it is drawn once for the same words."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from pages.audience import Audience


class EventCard(NamedTuple):
    """`places` in words, where they can be booked."""

    slug: str
    title: str
    summary: str
    kind: str
    audience: str
    place: str
    costs: str
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool
    places: str

    @classmethod
    def of(cls, event) -> "EventCard":
        return cls(
            slug=event.slug,
            title=event.title,
            summary=event.summary,
            kind=event.Kind(event.kind).label,
            audience=Audience(event.audience).label,
            place=event.place,
            costs=event.costs,
            starts_at=event.starts_at,
            ends_at=event.ends_at,
            is_cancelled=event.is_cancelled,
            places=event.places_in_words if event.can_be_booked else "",
        )

    @property
    def ends_on_its_day(self) -> bool:
        return are_on_one_day(self.starts_at, self.ends_at)


def are_on_one_day(*moments: datetime) -> bool:
    """Where the people are."""
    return len({timezone.localdate(moment) for moment in moments}) == 1
