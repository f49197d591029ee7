"""What of the translations everybody can search (see `search.kinds`)."""

from coproduction_site.search.kinds import Entry, SearchKind, plain
from pages.models import Page, Translation
from pages.twins import numbers_with


def _entry(translation) -> Entry:
    """Words that wait for a speaker are found by nobody."""
    return Entry(
        title=translation.title,
        address=translation.get_absolute_url(),
        shown=f"{translation.shown_summary} {plain(translation.shown_body)}",
        also=f"{translation.menu_title} {translation.own_name} {translation.get_language_display()}",
        lang=translation.language,
    )


# It says again what a page says, so it stands behind that, and A–Z names the page alone.
KINDS = [
    SearchKind(
        "translation",
        "Page in another language",
        "Other languages",
        Translation,
        Translation.objects.published,
        _entry,
        also=(Page,),
        numbers_of=lambda row: numbers_with(row, Translation),
        is_numerous=True,
    )
]
