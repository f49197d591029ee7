"""The charter on other people's pages: what the desk has to read, and what the people of a partner promised."""

from django import template

from partners.models import Pledge, StatusApplication

register = template.Library()


@register.inclusion_tag("admin/partners/charter/charter_needs.html")
def charter_needs(user):
    """Counts for whoever may decide; two queries, however much waits."""
    if not user.has_perm("partners.change_pledge"):
        return {"may_read": False}
    return {
        "may_read": True,
        "pledges": Pledge.objects.to_read().count(),
        "applications": StatusApplication.objects.with_panel().count(),
    }


@register.inclusion_tag("partners/charter/mine.html")
def pledges_of(user):
    """With the private link: whoever looks after the partner's page may do what the signer may."""
    return {"pledges": Pledge.objects.of(user).order_by("name", "pk")}
