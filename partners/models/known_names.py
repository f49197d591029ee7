"""What everybody may know anyway, so that nobody is warned of it as a personal detail."""

from coproduction_site.models import SiteSettings, UrgentNumber
from partners.models.partner import Partner


def known_to_everybody() -> list[str]:
    """Names of the city and of partners, and numbers that anybody may ring: they tell nothing about a family."""
    site = SiteSettings.objects.current()
    partners = Partner.objects.values_list("name", "formerly", "phone")
    return [
        *(site.city, site.name, site.council_name, site.board_name, site.local_offer_name),
        *(site.contact_phone, site.contact_texts, site.second_contact_phone),
        *(name for partner in partners for name in partner),
        *UrgentNumber.objects.values_list("number", flat=True),
    ]
