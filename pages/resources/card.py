"""All that the card of a resource shows, so that it is drawn once for the same words."""

from typing import NamedTuple

from pages.audience import Audience
from pages.resources.kinds import Kind


class ResourceCard(NamedTuple):
    slug: str
    title: str
    summary: str
    kind: str
    audience: str
    minutes: int | None
    is_easy_read: bool
    in_short: str
    source: str

    @classmethod
    def of(cls, resource) -> "ResourceCard":
        return cls(
            slug=resource.slug,
            title=resource.title,
            summary=resource.summary,
            kind=Kind(resource.kind).label,
            audience=Audience(resource.audience).label,
            minutes=resource.minutes,
            is_easy_read=resource.is_easy_read,
            in_short=resource.in_short,
            source=resource.source,
        )
