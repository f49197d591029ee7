"""The route by which somebody tells their story, live in a language: also while translators still write."""

import json
from contextlib import contextmanager

from django.urls import clear_url_caches
from django.utils import timezone
from django.utils.translation import trans_real

from coproduction_site.in_languages import catalogues
from coproduction_site.in_languages.known import Language
from stories.models import CheckedWords
from tests.tools.catalogues import FOLDER, packed, whole
from tests.tools.catalogues import catalogues as files


def made_up(text: str) -> str:
    """A translation that nobody wrote, of a word that has none yet."""
    return f"«{text}»"


def in_urdu(text: str) -> str:
    """As the route says it while it is live."""
    return whole(files()[Language.URDU]).get(text) or made_up(text)


def write_catalogues(folder, but_not: str = "", **changed: str) -> None:
    """What translators wrote, and made-up words for the rest. Without `but_not`; `changed` are other words of Urdu."""
    route = json.loads((FOLDER / "route.json").read_text())
    folder.mkdir(exist_ok=True)
    (folder / "route.json").write_text(json.dumps(route))
    for language, path in files().items():
        known = {text: made_up(text) for text in route["all"]} | whole(path)
        if but_not:
            known.pop(but_not, None)
        if language == Language.URDU:
            known |= changed
        place = folder / language / "LC_MESSAGES"
        place.mkdir(parents=True, exist_ok=True)
        (place / "django.mo").write_bytes(packed(known))


def read_catalogues_of(settings, folder) -> None:
    settings.LOCALE_PATHS = [str(folder)]
    forget()


def forget() -> None:
    """What this process knows of catalogues and of the addresses that follow from them."""
    trans_real._translations = {}
    catalogues.read_again()
    clear_url_caches()


def make_checked(language=Language.URDU, **details) -> None:
    """A speaker has read the words as they are now."""
    facts = {"mark": catalogues.mark_of(language), "by": "Two parents", "on": timezone.localdate()}
    CheckedWords.record(language, **facts | details)


@contextmanager
def live_route(settings, folder):
    """While it goes on, every word of the route is there in each language."""
    before = settings.LOCALE_PATHS
    write_catalogues(folder)
    read_catalogues_of(settings, folder)
    yield folder
    settings.LOCALE_PATHS = before
    forget()
