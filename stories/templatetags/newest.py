"""The newest stories of one thing, for a page whose view knows nothing of stories."""

from django import template

from stories.publication.filters import FOUND_BY

register = template.Library()
FEW = 2  # Beside each other in the column of words, without one that is alone.


@register.inclusion_tag("stories/publication/newest.html")
def newest_stories(most=FEW, **of) -> dict:
    """Of a rung, a partner or a value, one look at an index, however many there are.

    As the list of stories would begin, but for those that search engines shall not find here.
    """
    ((name, thing),) = of.items()
    told = FOUND_BY[name](thing).way.stories
    stories = list(told.for_everywhere().as_cards()[:most])
    has_any = bool(stories) or told.exists()
    return {"stories": stories, "has_any": has_any, name: thing, "query": f"{name}={thing.slug}"}
