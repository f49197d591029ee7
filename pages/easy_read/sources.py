"""The words of the page that a twin is written for, as they are now.

Of a page that is a row, its own words and the rows that it shows. Of a page in code, the words of its template, and the rows
that it is about. Stories, days and other news are no part of it: a twin does not grow old when a story comes.
"""

import hashlib
import re
from collections.abc import Callable, Iterable
from functools import cache

from django.conf import settings

from coproduction_site.cache.remembered import remembered
from coproduction_site.search.kinds import plain
from ladder.models import Rung
from pages.models import EasyReadTwin, Page, Translation
from pages.supports import MADE_OF as SUPPORTS
from pages.supports import all_supports
from pages.twins import Place, Twin
from partners.models import CharterValue, CharterVersion, Partner

TEMPLATES = {
    Place.LADDER: "ladder/ladder.html",
    Place.PARTNERS: "partners/directory/list.html",
    Place.CHARTER: "partners/charter/charter.html",
    Place.STORIES: "stories/publication/list.html",
    Place.TELLING: "stories/submission/start.html",
}
SAID = re.compile(r"""\{%\s*translate\s+(["'])(.*?)\1\s*%\}""", re.DOTALL)
TAGS = re.compile(r"\{[%{#].*?[%}#]\}", re.DOTALL)


def _rungs() -> Iterable[str]:
    return (f"{rung.number} {rung.name}, {rung.band}. {rung.meaning}" for rung in Rung.objects.all())


def _supports() -> Iterable[str]:
    return (
        f"{support.name}: {support.get_state_display()}. {support.summary} {support.state_note}"
        for support in all_supports()
    )


def _partners() -> Iterable[str]:
    """Sorted here: databases do not agree about the order of names."""
    return sorted(Partner.objects.current().values_list("name", flat=True))


def _charter() -> Iterable[str]:
    version = CharterVersion.objects.in_force()
    if version is None:
        return []
    promises = [f"{value.name}: {value.promise}" for value in version.values.all()]
    return [version.get_state_display(), plain(version.preamble), *promises]


ROWS: dict[str, Callable[[], Iterable[str]]] = {
    Place.LADDER: _rungs,
    Place.PARTNERS: _partners,
    Place.CHARTER: _charter,
    Page.Shows.RUNGS: _rungs,
    Page.Shows.SUPPORTS: _supports,
}


def text_of(twin: Twin) -> str:
    """One line for each part of the page. At most two queries."""
    page = twin.page
    own = [page.title, page.summary, plain(page.body)] if page else [_of_template(twin.place)]
    rows = ROWS.get(page.shows if page else twin.place, list)
    return "\n".join([*own, *rows()])


def mark_of(text: str) -> str:
    """By which a file, or a page that was opened, knows these words again."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_behind(twin: Twin) -> bool:
    return twin.written_for != text_of(twin)


@remembered(EasyReadTwin, Translation, Page, Rung, CharterVersion, CharterValue, *SUPPORTS)
def numbers_behind(kind: type[Twin]) -> frozenset[int]:
    """Of every twin of this kind that is public."""
    return frozenset(twin.pk for twin in kind.objects.published() if is_behind(twin))


@cache
def _of_template(place: str) -> str:
    """Without its tags, which bring in what is no part of a twin."""
    html = (settings.BASE_DIR / "templates" / TEMPLATES[place]).read_text()
    return plain(TAGS.sub(" ", SAID.sub(r"\2", html)))
