"""What search engines may read about a partner: only what is confirmed, as on a contact card."""

from coproduction_site.site_address import on_this_site
from coproduction_site.structured_data import said
from coproduction_site.telephone import as_written_for_programs
from partners.directory import languages, opening_hours
from partners.directory.channels import email_of, logo_address, web_address
from partners.directory.confirmed import as_lines, confirmed


def organization(partner) -> dict:
    page = on_this_site(partner.get_absolute_url())
    website = web_address(confirmed(partner, "website"))
    return said(
        **{"@type": "Organization", "@id": page},
        name=as_lines(partner.name),
        alternateName=confirmed(partner, "formerly"),
        description=confirmed(partner, "summary"),
        url=website or page,
        sameAs=website,
        logo=logo_address(partner),
        email=email_of(partner),
        telephone=as_written_for_programs(confirmed(partner, "phone")),
        address=confirmed(partner, "address"),
        knowsLanguage=languages.codes(confirmed(partner, "languages")),
        location=_open(partner),
    )


def _open(partner) -> dict:
    """The office, with the hours of which every word is sure."""
    parts = opening_hours.parts(confirmed(partner, "opening_hours"))
    hours = [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": [opening_hours.DAYS[day] for day in part.days],
            "opens": f"{part.opens:%H:%M}",
            "closes": f"{part.closes:%H:%M}",
        }
        for part in parts
    ]
    return {"@type": "Place", "openingHoursSpecification": hours} if hours else {}
