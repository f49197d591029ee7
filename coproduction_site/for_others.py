"""What other sites and programs may copy: readable from any page, with the licence beside it."""

from coproduction_site.context import settings_of_this_site
from coproduction_site.structured_data import said


def licence_and_contact() -> dict:
    """For the data itself, because headers are gone once somebody has kept a file."""
    site = settings_of_this_site()
    return said(licence=site.data_licence, licence_url=site.data_licence_url, contact=site.contact_email)


def below_a_table() -> list[list[str]]:
    """The same as rows, after an empty one, at which a program stops."""
    known = licence_and_contact()
    licence = [known[name] for name in ("licence", "licence_url") if name in known]
    rows = [["Licence", *licence], ["Contact", known.get("contact", "")]]
    return [[], *(row for row in rows if any(row[1:]))]


def may_be_copied(response):
    """A header says the licence, so that a table and an answer in a standard's form can carry it too (RFC 8288)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    address = settings_of_this_site().data_licence_url
    if address:
        links = [response.headers.get("Link"), f'<{address}>; rel="license"']
        response.headers["Link"] = ", ".join(filter(None, links))
    return response
