"""Looking after a page, on the dashboard of its people."""

from django import template
from django.urls import reverse

from partners.members import actions
from partners.models import Mistake, Partner, ProfileCheck, Question

register = template.Library()


@register.inclusion_tag("partners/members/mine_people.html")
def people_of_mine(user):
    """For owners. Staff have the admin, where the list would not be as long as the directory."""
    owned = actions.owned_by(user).filter(memberships__user=user)
    return {"owned": owned.order_by("name")}


@register.inclusion_tag("partners/upkeep/mine_visitors.html")
def visitors_of_mine(user):
    """What visitors sent to the partners that this person belongs to, until it is settled."""
    mine = {"partner__in": Partner.objects.editable_by(user).filter(memberships__user=user)}
    return {
        "mistakes": Mistake.objects.open().filter(**mine).select_related("partner"),
        "questions": Question.objects.waiting().filter(**mine).select_related("partner"),
    }


@register.inclusion_tag("admin/partners/upkeep/care_needs.html")
def care_needs(user):
    """Counts for the first screen of the desk; three queries, however much waits."""
    if not user.has_perm("partners.change_partner"):
        return {"piles": []}
    counts = [
        ("mistake", "Mistakes that visitors reported", Mistake.objects.open()),
        ("question", "Questions to champions that are late", Question.objects.overdue()),
        ("profilecheck", "Pages that nobody has checked", ProfileCheck.objects.not_answered()),
    ]
    return {
        "piles": [
            (reverse(f"admin:partners_{name}_changelist"), label, rows.count())
            for name, label, rows in counts
        ]
    }
