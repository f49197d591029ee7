"""Who took part in a story, and what it is about: its themes, then the promises of the charter that it shows."""

from typing import NamedTuple

from django.db.models import QuerySet, Value

from coproduction_site.put_once import PutOnce
from stories.models.publication import Publication

PARTNER, THEME, PROMISE = range(3)


class Named(NamedTuple):
    name: str
    order: int
    slug: str
    place: int

    @property
    def theme(self) -> str:
        """By which more of them are found: empty for a promise."""
        return self.slug if self.place == THEME else ""


def partners_and_subjects(story: Publication) -> tuple[list[Named], list[Named]]:
    """One query for both."""
    found = [Named(*row) for row in _of_story(of=story.pk)]
    took_part = [one for one in found if one.place == PARTNER]
    return took_part, found[len(took_part) :]


@PutOnce
def _of_story(of: int) -> QuerySet:
    story = Publication(pk=of)
    partners, themes, values = (
        rows.order_by().annotate(place=Value(place)).values_list("name", "order", "slug", "place")
        for place, rows in (
            (PARTNER, story.partners.listed()),
            (THEME, story.themes.all()),
            (PROMISE, story.values.all()),
        )
    )
    return partners.union(themes, values, all=True).order_by("place", "order", "name")
