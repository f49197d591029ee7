"""What search engines may read about this site and who runs it: facts of the site settings, in the words of schema.org."""

from django.urls import reverse

from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from coproduction_site.structured_data import said
from coproduction_site.telephone import as_written_for_programs

SEARCH = "/search/"


def website(site: SiteSettings) -> dict:
    """With its search, and the council that publishes it, once somebody has named that."""
    home = on_this_site("/")
    search = {"@type": "SearchAction", "target": f"{on_this_site(SEARCH)}?q={{q}}"}
    return said(
        **{"@type": "WebSite"},
        name=site.name,
        url=home,
        publisher=_council(site),
        potentialAction=search | {"query-input": "required name=q"},
    )


def _council(site) -> dict:
    if not site.council_name:
        return {}
    mark = reverse("council_mark", args=[site.council_mark_name]) if site.council_mark_name else ""
    return said(
        **{"@type": "Organization"},
        name=site.council_name,
        sameAs=site.council_pages.split(),
        logo=mark and on_this_site(mark),
        contactPoint=_contact(site),
    )


def _contact(site) -> dict:
    """Nothing shows there that a contact has still to be confirmed, so it is left out until then. Nobody is named."""
    known = said(email=site.contact_email, telephone=as_written_for_programs(site.contact_phone))
    return {"@type": "ContactPoint"} | known if known and site.contact_is_confirmed else {}
