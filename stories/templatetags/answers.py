from django import template

from stories.models import Response

register = template.Library()
MOST = 50


@register.inclusion_tag("stories/responses/mine.html")
def answers_of(user):
    """For a partner's own page: what it should write, what waits to be read, what it promised."""
    mine = Response.objects.of(user).select_related("story", "partner")
    return {
        "awaited": mine.awaited()[:MOST],
        "sent": mine.to_read()[:MOST],
        "promises": mine.promises()[:MOST],
    }
