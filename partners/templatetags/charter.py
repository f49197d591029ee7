"""The charter on other people's pages: what the people of a partner promised."""

from django import template

from partners.models import Pledge

register = template.Library()


@register.inclusion_tag("partners/charter/mine.html")
def pledges_of(user):
    """With the private link: whoever looks after the partner's page may do what the signer may."""
    return {"pledges": Pledge.objects.of(user).order_by("name", "pk")}
