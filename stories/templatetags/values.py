"""Stories that show a value of the charter. Only what is published; the same few queries however many there are."""

from django import template
from django.db.models import F, Window
from django.db.models.functions import DenseRank

from coproduction_site.cache.remembered import remembered
from partners.models import CharterValue
from stories.models.publication import Publication

register = template.Library()
FEW, MANY = 3, 24


@register.simple_tag
def with_stories(values, most=FEW):
    """Each value with its newest published stories: one query for all of them.

    By the address of the value, so that a story stays with it when a newer version is adopted. Linked to
    two versions, it has the same rank twice, and is shown once.
    """
    values = list(values)
    shown = _shown_for(tuple(value.slug for value in values if value.slug), most)
    return [(value, shown.get(value.slug, [])) for value in values]


@remembered
def _shown_for(slugs: tuple[str, ...], most: int) -> dict[str, list[Publication]]:
    rank = Window(
        DenseRank(),
        partition_by=F("values__slug"),
        order_by=[F("published_at").desc(), F("pk").desc()],
    )
    found = Publication.objects.as_cards().filter(values__slug__in=slugs)
    ranked = found.annotate(of_value=F("values__slug"), rank=rank).filter(rank__lte=most)
    shown = {}
    for story in ranked:
        shown.setdefault(story.of_value, {})[story.pk] = story
    return {slug: _newest_first(stories.values()) for slug, stories in shown.items()}


@register.simple_tag
def stories_of_value(value):
    return with_stories([value], MANY)[0][1]


@register.simple_tag
def values_without_stories():
    """For staff: promises of today's charter that no published story shows."""
    with_some = Publication.objects.exclude(values=None).values("values__slug")
    return CharterValue.objects.in_force().exclude(slug__in=with_some)


@register.simple_tag
def with_their_stories(evidence):
    """Each thing that was handed in, with the story that it means, if the public can read that story."""
    evidence = list(evidence)
    slugs = [item.slug_of_story for item in evidence if item.slug_of_story]
    found = {story.slug: story for story in Publication.objects.as_cards().filter(slug__in=slugs)}
    return [(item, found.get(item.slug_of_story)) for item in evidence]


def _newest_first(stories):
    return sorted(stories, key=lambda story: (story.published_at, story.pk), reverse=True)
