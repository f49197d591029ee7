"""What of the translations everybody can search (see `search.kinds`)."""

from coproduction_site.search.kinds import Entry, SearchKind, plain
from pages.models import Page, Translation


def _entry(translation) -> Entry:
    """Words that wait for a speaker are found by nobody."""
    return Entry(
        title=translation.title,
        address=translation.get_absolute_url(),
        shown=f"{translation.shown_summary} {plain(translation.shown_body)}",
        also=f"{translation.menu_title} {translation.own_name} {translation.get_language_display()}",
        lang=translation.language,
    )


def _translations_of(row) -> list[int]:
    if isinstance(row, Translation):
        return [row.pk]
    return list(Translation.objects.filter(page=row).values_list("pk", flat=True))


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
        numbers_of=_translations_of,
        is_numerous=True,
    )
]
