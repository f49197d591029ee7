"""The people of a partner: an owner invites them, changes what they may do, and takes leavers off."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef

from coproduction_site import limits
from coproduction_site.accounts.staff import is_of_staff
from coproduction_site.mail_addresses import key_of
from coproduction_site.models import User
from partners.members import ending, letters
from partners.members.invitations import invite_to_partner
from partners.members.people import others_than
from partners.models import Invitation, Membership, Partner

INVITING, INVITING_ONE = limits.PEOPLE_INVITED, limits.PEOPLE_INVITED_ONE
LAST_OWNER = "This is the last owner. Make somebody else an owner first."
NOT_HERE = "This person is not here any more."
HERE_ALREADY = "This person is in your list already."
ASK_US = "We cannot invite this address. Please ask the council."
STAFF_ASK_US = "This person works for the council. Please ask the council to change what they may do."


def owned_by(user):
    """Whose people this person may look after. For an editor there is nothing here."""
    owners = Membership.objects.filter(partner=OuterRef("pk"), role=Membership.Role.OWNER, user=user.pk)
    partners = Partner.objects.editable_by(user)
    return partners if is_for_council(user) else partners.filter(Exists(owners))


def is_for_council(user) -> bool:
    """Whoever looks after all partners. An owner who also works for the council is an owner here."""
    return user is not None and user.is_staff and user.has_perm("partners.change_partner")


def invite(partner, by, email: str, role: str) -> None:
    """Says nothing about whoever has that address. Sent again as long as they have not said yes.

    Only the council gives rights to its staff. Raises TooMany if it was more than a team needs in an hour.
    """
    INVITING.count(str(by.pk))
    INVITING_ONE.count(key_of(email))
    known = User.objects.filter(email__iexact=email).first()
    if known and partner.memberships.filter(user=known).exists():
        raise ValidationError(HERE_ALREADY)
    from_council = is_for_council(by)
    if (known and not known.is_active) or (is_of_staff(email) and not from_council):
        raise ValidationError(ASK_US)
    invite_to_partner(email, partner, role=role, is_from_council=from_council)


def take_back(partner, pk) -> None:
    """Raises ValidationError if it was answered meanwhile, or is over."""
    asked = Invitation.objects.filter(partner=partner, pk=pk).select_related("user").first()
    if asked is None or not ending.end(asked):
        raise ValidationError(NOT_HERE)


@transaction.atomic
def change_role(membership, role: str, by=None) -> None:
    """Only the council (`by`) changes what its staff may do."""
    membership = _held(membership)
    if membership.role == role:
        return
    if (membership.user.is_staff or membership.user.is_superuser) and not is_for_council(by):
        raise ValidationError(STAFF_ASK_US)
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


@transaction.atomic
def leave(membership) -> None:
    """By oneself, at once. Only whoever would leave others without an owner is asked to make one first."""
    membership = _held(membership)
    if others_than(membership).exists():
        _refuse_if_last_owner(membership)
    membership.delete()


def _held(membership) -> Membership:
    """One at a time for each partner, so that two owners cannot take each other off."""
    Partner.objects.select_for_update().get(pk=membership.partner_id)
    now = Membership.objects.select_related("user", "partner").filter(pk=membership.pk).first()
    if now is None:
        raise ValidationError(NOT_HERE)
    return now


def _refuse_if_last_owner(membership) -> None:
    others = others_than(membership).filter(role=Membership.Role.OWNER)
    if membership.role == Membership.Role.OWNER and not others.exists():
        raise ValidationError(LAST_OWNER)
