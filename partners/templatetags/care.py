"""Looking after a page, on the dashboard of its people."""

from django import template

from partners.members import actions
from partners.models import Mistake, Partner, Question

register = template.Library()


@register.simple_tag
def out_of_reach(user):
    """Partners without a telephone number and an address to write to, for people who may change them."""
    if not user.has_perm("partners.change_partner"):
        return Partner.objects.none()
    return Partner.objects.out_of_reach().only("name")


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
