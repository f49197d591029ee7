"""What the desk says about letters that did not go."""

from django import template

from coproduction_site.forms import can_be_mailed
from stories.moderation.outbox import did_not_go

register = template.Library()

MOST = 10


@register.inclusion_tag("admin/stories/moderation/letters_not_gone.html")
def letters_that_did_not_go(user, csrf_token):
    letters = [] if not user.has_perm("post_office.view_email") else did_not_go(user)[: MOST + 1]
    rows = [(letter, bool(letter.to) and all(map(can_be_mailed, letter.to))) for letter in letters]
    return {"rows": rows[:MOST], "has_more": len(rows) > MOST, "csrf_token": csrf_token}
