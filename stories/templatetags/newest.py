"""The newest stories of one thing, for a page whose view knows nothing of stories."""

from django import template
from django.db.models import QuerySet

from coproduction_site.cache.remembered import remembered
from coproduction_site.put_once import PutOnce
from ladder.models import Rung
from stories.models.publication import Publication
from stories.models.publication_links import PublicationPartner, PublicationValue
from stories.publication.filters import FOUND_BY, Offered

register = template.Library()
FEW = 2  # Beside each other in the column of words, without one that is alone.


@register.inclusion_tag("stories/publication/newest.html")
def newest_stories(most=FEW, **of) -> dict:
    """Of a rung, a partner or a value, one look at an index, however many there are.

    As the list of stories would begin, but for those that search engines shall not find here.
    """
    ((name, thing),) = of.items()
    stories, has_any = _newest(name, thing.pk, thing.slug, most)
    return {"stories": stories, "has_any": has_any, name: thing, "query": f"{name}={thing.slug}"}


@remembered(Publication, PublicationPartner, PublicationValue, Rung)
def _newest(name: str, pk: int, slug: str, most: int) -> tuple[list[Publication], bool]:
    told = FOUND_BY[name](Offered(pk, slug, "")).way.stories
    stories = list(told.for_everywhere().as_cards()[:most])
    return stories, bool(stories) or bool(_one_of(name, slug if name == "value" else "", of=pk))


@PutOnce
def _one_of(name: str, slug: str, of: int) -> QuerySet:
    """By its number; a value is found by its address alone."""
    return FOUND_BY[name](Offered(of, slug, "")).way.stories.order_by().values_list("pk")[:1]
