"""The tables of the partners, gathered where Django looks for them."""

from partners.models.champion_questions import Question
from partners.models.changes import ProfileChange, ProfileChangeEvent
from partners.models.charter import CharterValue, CharterVersion
from partners.models.checks import ProfileCheck
from partners.models.invitations import Invitation
from partners.models.mistakes import Mistake
from partners.models.panel import Evidence, PanelSeat, PanelView
from partners.models.partner import LOGO_SIDE, PHOTO_SIDE, Membership, Partner
from partners.models.pledge_contacts import ContactChange
from partners.models.pledges import Pledge
from partners.models.status import StatusApplication
from partners.models.status_levels import StatusLevel
from partners.models.terms import Term

__all__ = [
    "LOGO_SIDE",
    "PHOTO_SIDE",
    "CharterValue",
    "CharterVersion",
    "ContactChange",
    "Evidence",
    "Invitation",
    "Membership",
    "Mistake",
    "PanelSeat",
    "PanelView",
    "Partner",
    "Pledge",
    "ProfileChange",
    "ProfileChangeEvent",
    "ProfileCheck",
    "Question",
    "StatusApplication",
    "StatusLevel",
    "Term",
]
