"""Which page has an Easy Read twin, for the link that stands on it."""

from coproduction_site.cache.remembered import remembered
from pages.easy_read.models import EasyReadTwin, Place

MAY_HAVE_ONE = {*Place.values, "pages:page", "chances:board"}


def twin_of(request) -> str:
    """The address of the twin of the page that is asked for. Empty where there is none."""
    match = request.resolver_match
    return (
        addresses_of_twins().get(request.path, "") if match and match.view_name in MAY_HAVE_ONE else ""
    )


@remembered
def addresses_of_twins() -> dict[str, str]:
    """Address of a page → that of its twin, for every twin that is public."""
    twins = EasyReadTwin.objects.published()
    return {twin.source_address: twin.get_absolute_url() for twin in twins}
