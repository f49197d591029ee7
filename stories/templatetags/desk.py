from django import template

from coproduction_site.models import SiteSettings
from stories.models.duplicates import likely_duplicates
from stories.moderation.dashboard import piles
from stories.moderation.deadlines import Light, light

register = template.Library()


@register.inclusion_tag("admin/stories/moderation/piles.html")
def what_needs_me(user, site):
    """How much there is of each kind, how old the oldest is, and where to find it."""
    return {
        "may_moderate": user.has_perm("stories.moderate_story"),
        "piles": piles(user, site or SiteSettings()),
    }


@register.inclusion_tag("admin/stories/moderation/duplicates.html")
def duplicates_of(story, user):
    return {"duplicates": likely_duplicates(story, user)}


@register.filter
def waits(story, site) -> Light:
    return light(story.submitted_at, site.reply_promise_days)
