"""Who looks after the page of a partner."""

from django.db.models import Exists, OuterRef

from coproduction_site.models import User
from partners.models import Membership


def members_of(partner):
    """Those who may sign in now, in a steady order."""
    return User.objects.filter(memberships__partner=partner, is_active=True).order_by("pk")


def somebody_can_sign_in(partner: str) -> Exists:
    """A condition about the partner in this column: it has people whose accounts are not switched off."""
    return Exists(Membership.objects.filter(partner=OuterRef(partner), user__is_active=True))
