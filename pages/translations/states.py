"""How far each page is in each language: none, draft, checked, behind."""

from django.db import models

from coproduction_site.in_languages.catalogues import is_live, mark_of
from coproduction_site.in_languages.known import ENGLISH, Language
from pages.easy_read.sources import numbers_behind
from pages.models import Page
from pages.translations.models import OF_WORDS, Translation
from stories.models import CheckedWords


class State(models.TextChoices):
    NONE = "none", "None"
    DRAFT = "draft", "Draft, not yet checked by a speaker"
    CHECKED = "checked", "Checked by a speaker"
    BEHIND = "behind", "Behind: the English has changed"


def state_of(translation: Translation | None) -> State:
    if translation is None:
        return State.NONE
    if translation.pk in numbers_behind(Translation):
        return State.BEHIND
    return State.CHECKED if translation.is_checked else State.DRAFT


def table() -> list[tuple[str, list[dict]]]:
    """Each page that there is in English, and beside it a cell for each language."""
    known = {
        (row.page_id, row.place, row.language): row for row in Translation.objects.select_related("page")
    }
    pages = Page.objects.published().filter(lang=ENGLISH)
    sources = [(page.title, page.pk, "") for page in pages]
    sources += [(label, None, place) for place, label in OF_WORDS]
    return [
        (name, [_cell(known, number, place, language) for language in Language])
        for name, number, place in sources
    ]


def of_route() -> list[dict]:
    """A cell for each language: how far the pages are by which somebody tells their story."""
    known = {row.language: row for row in CheckedWords.objects.all()}
    return [_cell_of_route(language, known.get(language)) for language in Language]


def _cell_of_route(language, row) -> dict:
    is_there, mark = is_live(language), mark_of(language)
    state = State.DRAFT
    if not is_there:
        state = State.NONE
    elif row:
        state = State.CHECKED if row.mark == mark else State.BEHIND
    return {"language": language, "row": row, "mark": mark, "is_there": is_there, "state": state}


def _cell(known, number, place, language) -> dict:
    row = known.get((number, place, language))
    return {"row": row, "state": state_of(row), "language": language, "page": number, "place": place}
