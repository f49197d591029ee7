"""What the desk says about keeping and letting go."""

from django import template
from django.db.models import Count, Q

from stories.models import Story

register = template.Library()


@register.inclusion_tag("admin/stories/consent_ends.html")
def consent_ends_soon(user):
    """How many tellers have been asked again, or cannot be: one query."""
    ending = Story.objects.readable_by(user).consent_ends_soon()
    return ending.aggregate(count=Count("pk"), without_address=Count("pk", filter=Q(email="")))


@register.inclusion_tag("admin/stories/take_out.html")
def take_out_or_erase(story, user, csrf_token):
    """A story that is held, or was when it was taken back, is handed out to nobody."""
    return {
        "story": story,
        "csrf_token": csrf_token,
        "may_take_out": user.has_perm("stories.export_story") and story.held_at is None,
        "may_erase": user.has_perm("stories.erase_story"),
    }
