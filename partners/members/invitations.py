"""People who edit a partner's page come by invitation; one person may belong to several partners."""

from django.db import transaction

from coproduction_site.accounts import invitations
from partners.models import Membership, Partner


@transaction.atomic
def invite_to_partner(
    email: str, partner: Partner, name: str = "", role: str = Membership.Role.OWNER
) -> str:
    """Let somebody edit this partner's page. Returns the link that is in their letter.

    Whoever belongs to it already keeps their role. Raises ValidationError with a sentence for whoever invites.
    """
    user = invitations.person(email, name)
    Membership.objects.get_or_create(user=user, partner=partner, defaults={"role": role})
    return invitations.send(user, to_do=f"look after the page of {partner.name}")
