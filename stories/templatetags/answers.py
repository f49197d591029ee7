from itertools import chain

from django import template

from stories.models.publication import with_publications
from stories.models.responses import Response

register = template.Library()
MOST = 50


@register.inclusion_tag("stories/responses/mine.html")
def answers_of(user):
    """For a partner's own page: what it should write, what waits to be read, what it promised."""
    mine = Response.objects.of(user).select_related("partner")
    lists = {
        "awaited": list(mine.awaited()[:MOST]),
        "sent": list(mine.to_read()[:MOST]),
        "promises": list(mine.promises()[:MOST]),
    }
    with_publications(chain(*lists.values()))
    return lists
