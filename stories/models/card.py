"""All that the card of a story shows, so that it is drawn once for the same words."""

from typing import NamedTuple


class StoryCard(NamedTuple):
    pk: int
    slug: str
    title: str
    opening: str
    teller: str
    day: str
    month: str
    rung: str
    band: str
    language: str = ""
    opening_language: str = ""

    @classmethod
    def of(cls, story) -> "StoryCard":
        return cls(
            pk=story.pk,
            slug=story.slug,
            title=story.title,
            opening=story.opening,
            teller=story.teller_shown,
            day=story.published_on.isoformat(),
            month=story.published_in,
            rung=story.rung.name if story.rung else "",
            band=story.rung.band if story.rung else "",
            language=story.marked_language,
            opening_language=story.opening_language,
        )
