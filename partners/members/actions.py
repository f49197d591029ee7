"""The people of a partner: an owner invites them, changes what they may do, and takes leavers off."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from coproduction_site import limits
from coproduction_site.mail_addresses import key_of
from coproduction_site.models import User
from partners.members import letters
from partners.members.invitations import invite_to_partner
from partners.models import Membership, Partner

INVITING, INVITING_ONE = limits.PEOPLE_INVITED, limits.PEOPLE_INVITED_ONE
LAST_OWNER = "This is the last owner. Make somebody else an owner first."
NOT_HERE = "This person is not here any more."
HERE_ALREADY = "This person is in your list already."
ASK_US = "We cannot invite this address. Please ask the council."


def owned_by(user):
    """Whose people this person may look after. For an editor there is nothing here."""
    owners = Membership.objects.filter(partner=OuterRef("pk"), role=Membership.Role.OWNER, user=user.pk)
    partners = Partner.objects.editable_by(user)
    may_all = user.is_staff and user.has_perm("partners.change_partner")
    return partners if may_all else partners.filter(Exists(owners))


def invite(partner, by, email: str, role: str) -> None:
    """Says nothing about whoever has that address. Sent again as long as they never signed in.

    Raises TooMany if it was more than a team needs in an hour.
    """
    INVITING.count(str(by.pk))
    INVITING_ONE.count(key_of(email))
    known = User.objects.filter(email__iexact=email).first()
    if known and not known.is_active:
        raise ValidationError(ASK_US)
    if known and known.last_login and partner.memberships.filter(user=known).exists():
        raise ValidationError(HERE_ALREADY)
    invite_to_partner(email, partner, role=role)


@transaction.atomic
def change_role(membership, role: str) -> None:
    membership = _held(membership)
    if membership.role == role:
        return
    if role != Membership.Role.OWNER:
        _refuse_if_last_owner(membership)
    membership.role = role
    membership.save(update_fields=["role"])
    letters.role_changed(membership)


@transaction.atomic
def remove(membership) -> None:
    """From the next page on they find nothing: each page asks again whose it is."""
    membership = _held(membership)
    _refuse_if_last_owner(membership)
    membership.delete()
    letters.removed(membership)


def _held(membership) -> Membership:
    """One at a time for each partner, so that two owners cannot take each other off."""
    Partner.objects.select_for_update().get(pk=membership.partner_id)
    now = Membership.objects.select_related("user", "partner").filter(pk=membership.pk).first()
    if now is None:
        raise ValidationError(NOT_HERE)
    return now


def _refuse_if_last_owner(membership) -> None:
    owners = Membership.objects.filter(partner=membership.partner_id, role=Membership.Role.OWNER)
    others = owners.filter(user__is_active=True).exclude(pk=membership.pk)
    if membership.role == Membership.Role.OWNER and not others.exists():
        raise ValidationError(LAST_OWNER)
