"""What waits for whoever looks after people (see `desk.waiting`, which counts it)."""

from coproduction_site.accounts import invitations
from coproduction_site.accounts.staff import LOOKS_AFTER_PEOPLE
from coproduction_site.desk.waiting import Kind, Section

PEOPLE = [
    Kind(
        "Invited a while ago, and not come yet",
        lambda user: invitations.not_taken(),
        "date_joined",
        "admin:coproduction_site_user_changelist",
        "?invitation=not_taken",
    ),
]
SECTIONS = [
    Section(
        "People",
        LOOKS_AFTER_PEOPLE,
        PEOPLE,
        "Everybody who was invited has come, or still has time.",
    ),
]
