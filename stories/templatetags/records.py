"""What the desk says about keeping and letting go, and whether a teller can be written to."""

from django import template

from coproduction_site.desk.waiting import MOST
from coproduction_site.models import RefusedAddress
from stories.models import Story, safeguarding

register = template.Library()


@register.inclusion_tag("admin/stories/moderation/consent_ends.html")
def consent_ends_soon(user):
    """How many tellers cannot be asked again. How many consents end is a pile of its own."""
    ending = Story.objects.readable_by(user).consent_ends_soon()
    return {"without_address": ending.filter(email="").values("pk")[:MOST].count(), "most": MOST}


@register.inclusion_tag("admin/stories/moderation/take_out.html", takes_context=True)
def take_out_or_erase(context, story, user, csrf_token):
    """A story that is held, or was when it was taken back, is handed out to nobody."""
    return {
        "request": context["request"],
        "story": story,
        "csrf_token": csrf_token,
        "may_take_out": user.has_perm("stories.export_story") and story.held_at is None,
        "may_be_a_comment": story.state == Story.State.PUBLISHED,
        "may_erase": user.has_perm("stories.erase_story")
        and (story.held_at is None or safeguarding.is_lead(user)),
    }


@register.inclusion_tag("admin/stories/moderation/letters_stopped.html", takes_context=True)
def letters_do_not_arrive(context, story, csrf_token):
    return {
        "request": context["request"],
        "story": story,
        "is_stopped": RefusedAddress.objects.stops(story.email),
        "csrf_token": csrf_token,
    }
