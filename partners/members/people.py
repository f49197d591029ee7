"""Who looks after the page of a partner."""

from django.db.models import Exists, OuterRef

from coproduction_site.models import User
from partners.models import Membership, Partner


def members_of(partner):
    """Those who may sign in now, in a steady order."""
    return User.objects.filter(memberships__partner=partner, is_active=True).order_by("pk")


def others_than(membership):
    """Who looks after the same page and may sign in now."""
    everybody = Membership.objects.filter(partner=membership.partner_id, user__is_active=True)
    return everybody.exclude(pk=membership.pk)


def without_anybody():
    """Pages in the directory that nobody can edit but the council."""
    return Partner.objects.current().filter(~somebody_can_sign_in("pk"))


def somebody_can_sign_in(partner: str) -> Exists:
    """A condition about the partner in this column: it has people whose accounts are not switched off."""
    return Exists(Membership.objects.filter(partner=OuterRef(partner), user__is_active=True))
