"""Who looks after the page of a partner."""

from coproduction_site.models import User


def members_of(partner):
    """Those who may sign in now, in a steady order."""
    return User.objects.filter(memberships__partner=partner, is_active=True).order_by("pk")
