"""What other sites and programs may copy: readable from any page, with the licence beside it."""

from coproduction_site.context import settings_of_this_site


def may_be_copied(response):
    """A header says the licence, so that a table and an answer in a standard's form can carry it too (RFC 8288)."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    address = settings_of_this_site().data_licence_url
    if address:
        links = [response.headers.get("Link"), f'<{address}>; rel="license"']
        response.headers["Link"] = ", ".join(filter(None, links))
    return response
