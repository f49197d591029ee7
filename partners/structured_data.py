"""What search engines may read about a partner: only what is confirmed, as on a contact card."""

from coproduction_site.structured_data import on_this_site
from partners.confirmed import as_lines, confirmed
from partners.open_referral.things import logo_address, said


def organization(partner) -> dict:
    page = on_this_site(partner.get_absolute_url())
    return said(
        **{"@type": "Organization", "@id": page},
        name=as_lines(partner.name),
        alternateName=confirmed(partner, "formerly"),
        description=confirmed(partner, "summary"),
        url=confirmed(partner, "website") or page,
        logo=logo_address(partner),
        email=confirmed(partner, "email"),
        telephone=confirmed(partner, "phone"),
        address=confirmed(partner, "address"),
    )
