"""What search engines may read about a partner: only what is confirmed, as on a contact card."""

from coproduction_site.site_address import on_this_site
from coproduction_site.structured_data import said
from coproduction_site.telephone import dialled
from partners.directory.channels import email_of, logo_address, web_address
from partners.directory.confirmed import as_lines, confirmed


def organization(partner) -> dict:
    page = on_this_site(partner.get_absolute_url())
    return said(
        **{"@type": "Organization", "@id": page},
        name=as_lines(partner.name),
        alternateName=confirmed(partner, "formerly"),
        description=confirmed(partner, "summary"),
        url=web_address(confirmed(partner, "website")) or page,
        logo=logo_address(partner),
        email=email_of(partner),
        telephone=dialled(confirmed(partner, "phone")),
        address=confirmed(partner, "address"),
    )
