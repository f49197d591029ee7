"""Looking after a page, on the dashboard of its people."""

from django import template

from partners import people

register = template.Library()


@register.inclusion_tag("partners/mine_people.html")
def people_of_mine(user):
    """For owners. Staff have the admin, where the list would not be as long as the directory."""
    owned = people.owned_by(user).filter(memberships__user=user)
    return {"owned": owned.order_by("name")}
