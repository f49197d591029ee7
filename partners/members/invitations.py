"""People who edit a partner's page, or sit on the panel, come by invitation: it counts when they have said yes."""

from django.core.exceptions import ValidationError
from django.db import transaction

from coproduction_site.accounts import invitations
from coproduction_site.models import User
from partners.models import Invitation, Membership, Partner


@transaction.atomic
def invite_to_partner(
    email: str,
    partner: Partner,
    name: str = "",
    role: str = Membership.Role.OWNER,
    is_from_council: bool = True,
) -> str:
    """Ask somebody to edit this partner's page. Returns the link that is in their letter.

    Whoever belongs to it already keeps their role. Raises ValidationError with a sentence for whoever invites.
    """
    user = invitations.person(email, name)
    if not partner.memberships.filter(user=user).exists():
        Invitation.objects.ask(user, partner, role=role, is_from_council=is_from_council)
    return _send(user, Invitation(user=user, partner=partner))


@transaction.atomic
def invite_to_panel(email: str, side: str, name: str = "") -> Invitation:
    """Raises ValidationError with a sentence for whoever invites."""
    asked = Invitation.objects.ask(invitations.person(email, name), side=side, is_from_council=True)
    _send(asked.user, asked)
    return asked


@transaction.atomic
def send_again(asked: Invitation) -> None:
    """From the council, whoever sent it first. It begins anew.

    Raises ValidationError if it is over, or nobody may say yes to it any more.
    """
    if not asked.user.is_active:
        raise ValidationError(
            f"{asked.user} may not sign in any more. Tick “may sign in” for them first."
        )
    if asked.partner and asked.partner.is_former:
        raise ValidationError(f"{asked.partner} is a partner of the past. Nobody looks after its page.")
    asked.begin_anew()
    _send(asked.user, asked)


def to_answer(user: User):
    """See `settings.INVITATIONS`."""
    return Invitation.objects.to_answer(user)


def _send(user, asked) -> str:
    return invitations.send(user, asked.to_do, asked.where)
