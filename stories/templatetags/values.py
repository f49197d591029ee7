"""Stories that show a value of the charter. Only what is published; the same few queries however many there are."""

from typing import NamedTuple

from django import template
from django.db.models import Exists, F, OuterRef, Subquery

from coproduction_site.cache.remembered import remembered
from coproduction_site.put_once import PutOnce
from ladder.models import Rung
from partners.models import CharterValue
from stories.models.publication import Publication
from stories.models.publication_links import PublicationValue

register = template.Library()
FEW = 3


class ValueCard(NamedTuple):
    """A promise as the charter shows it. `stories` are addresses and titles."""

    slug: str
    name: str
    promise: str
    drawn_from: str
    drawing: str
    stories: tuple[tuple[str, str, str], ...]


@register.simple_tag
def value_cards(values) -> list[ValueCard]:
    return [
        ValueCard(
            *(value.slug, value.name, value.promise, value.drawn_from, value.drawing),
            tuple((story.slug, story.title, story.marked_language) for story in stories),
        )
        for value, stories in with_stories(values)
    ]


def with_stories(values, most=FEW):
    """Each value with its newest published stories: one query for all of them.

    By the address of the value, so that a story stays with it when a newer version is adopted.
    """
    values = list(values)
    shown = _shown_for(tuple(value.slug for value in values if value.slug), most)
    return [(value, shown.get(value.slug, [])) for value in values]


@remembered(Publication, PublicationValue, CharterValue, Rung)
def _shown_for(slugs: tuple[str, ...], most: int) -> dict[str, list[Publication]]:
    """As many looks at an index as there are values and stories to show, in one question."""
    found = Publication.objects.as_cards().filter(
        pk__in=_newest_of_each.within(slugs, most), publicationvalue__slug__in=slugs
    )
    shown = {}
    for story in found.annotate(of_value=F("publicationvalue__slug")):
        shown.setdefault(story.of_value, []).append(story)
    return {slug: _newest_first(stories)[:most] for slug, stories in shown.items()}


@PutOnce
def _newest_of_each(slugs, most):
    """The numbers of stories: the newest of each value, the second of each, and so on."""
    of_value = PublicationValue.objects.filter(slug=OuterRef("slug"), publication__only_here=False)
    in_order = of_value.order_by("-published_at", "-publication").values("publication")
    values = CharterValue.objects.order_by().filter(slug__in=slugs)
    first, *others = (
        values.annotate(story=Subquery(in_order[place : place + 1])).values("story")
        for place in range(most)
    )
    return first.union(*others)


@register.simple_tag
def values_without_stories():
    """For staff: promises of today's charter that no published story shows."""
    shown = PublicationValue.objects.filter(slug=OuterRef("slug"))
    return CharterValue.objects.in_force().filter(~Exists(shown))


@register.simple_tag
def with_their_stories(evidence, is_private=False):
    """Each thing that was handed in, with the story that it means, if the public can read that story.

    A story that is on this site only is named where nobody but the panel, staff and the organisation reads it.
    """
    evidence = list(evidence)
    slugs = [item.slug_of_story for item in evidence if item.slug_of_story]
    public = Publication.objects.all() if is_private else Publication.objects.for_everywhere()
    found = {story.slug: story for story in public.as_cards().filter(slug__in=slugs)}
    return [(item, found.get(item.slug_of_story)) for item in evidence]


def _newest_first(stories):
    return sorted(stories, key=lambda story: (story.published_at, story.pk), reverse=True)
