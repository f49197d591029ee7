"""Looking after a page, on the dashboard of its people."""

from django import template

from partners.members import actions
from partners.members.people import without_anybody
from partners.models import Invitation, Mistake, PanelSeat, Partner, Question

register = template.Library()


@register.simple_tag
def out_of_reach(user):
    """Partners without a telephone number and an address to write to, for people who may change them."""
    if not user.has_perm("partners.change_partner"):
        return Partner.objects.none()
    return Partner.objects.out_of_reach().only("name")


@register.simple_tag
def without_people(user):
    """Pages that nobody edits, for people who may change them."""
    if not user.has_perm("partners.change_partner"):
        return Partner.objects.none()
    return without_anybody().only("name")


@register.inclusion_tag("partners/members/mine_people.html")
def people_of_mine(user):
    """For owners. Staff have the admin, where the list would not be as long as the directory."""
    owned = actions.owned_by(user).filter(memberships__user=user)
    mine = Partner.objects.filter(memberships__user=user)
    return {"owned": owned.order_by("name"), "mine": mine.order_by("name")}


@register.inclusion_tag("partners/members/mine_asked.html", takes_context=True)
def asked_of_mine(context, user):
    """What somebody is invited to, and what the panel has for them. Its forms take the token of the page."""
    seat = PanelSeat.objects.filter(user=user).first()
    waiting = seat.applications_to_read().count() if seat else 0
    return {"invitations": Invitation.objects.to_answer(user), "seat": seat, "waiting": waiting}


@register.inclusion_tag("partners/upkeep/mine_visitors.html")
def visitors_of_mine(user):
    """What visitors sent to the partners that this person belongs to, until it is settled."""
    mine = {"partner__in": Partner.objects.editable_by(user).filter(memberships__user=user)}
    return {
        "mistakes": Mistake.objects.open().filter(**mine).select_related("partner"),
        "questions": Question.objects.waiting().filter(**mine).select_related("partner"),
    }
