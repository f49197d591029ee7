"""What of the Easy Read twins everybody can search (see `search.kinds`)."""

from coproduction_site.search.kinds import Entry, SearchKind
from pages.models import EasyReadStep, EasyReadTwin, Page
from pages.twins import numbers_with


def _entry(twin) -> Entry:
    return Entry(
        title=twin.title,
        address=twin.get_absolute_url(),
        shown=" ".join(step.text for step in twin.steps.all()),
        also=f"Easy Read {twin.source_name}",
    )


def _twins_of(row) -> list[int]:
    return [row.twin_id] if isinstance(row, EasyReadStep) else numbers_with(row, EasyReadTwin)


# It says again what a page says, so it stands behind that, and A–Z names the page alone.
KINDS = [
    SearchKind(
        "easy-read",
        "Easy Read",
        "Easy Read",
        EasyReadTwin,
        lambda: EasyReadTwin.objects.published().prefetch_related("steps"),
        _entry,
        also=(EasyReadStep, Page),
        numbers_of=_twins_of,
        is_numerous=True,
    )
]
