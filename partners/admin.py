"""The council's desks for partners, one in each package, gathered where Django looks for them."""

from partners.charter import admin as charter
from partners.charter.pledges import admin as pledges
from partners.profile import admin as profile
from partners.profile import review
from partners.upkeep import admin as upkeep

__all__ = ["charter", "pledges", "profile", "review", "upkeep"]
