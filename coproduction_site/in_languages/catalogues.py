"""Whether the words of a route are there in a language: read from the catalogues in `locale/`, once in a process.

`locale/route.json` lists the words in English; `python -m tests.tools.catalogues` writes it, and a test compares it
with the templates and modules that say them.
"""

import gettext
import hashlib
import json
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import translation

from coproduction_site.in_languages.known import Language

ALL, SAFETY = "all", "safety"
SIGNS_OF_A_MARK = 6  # With the date and the language it fits where a wording is named.


class _Nothing(gettext.NullTranslations):
    """What a catalogue says of a word that it does not have."""

    def gettext(self, message):
        return ""


def spoken() -> Language | None:
    """The language in which this request is answered. None for English."""
    code = translation.get_language()
    return Language(code) if code in live() else None


def live() -> frozenset[Language]:
    """The languages in which somebody can tell their story: no word of the route is missing in them."""
    return frozenset(language for language in Language if is_live(language))


@cache
def is_live(language: Language) -> bool:
    return bool(_words(SAFETY)) and not missing(language)


@cache
def missing(language: Language) -> frozenset[str]:
    """The English of every word that the catalogue does not have yet."""
    catalogue = _catalogue(language)
    return frozenset(text for text in _words(ALL) if not catalogue.gettext(text).strip())


@cache
def mark_of(language: Language) -> str:
    """Of the words about consent and safety as they are now, with the English that they translate."""
    catalogue = _catalogue(language)
    pairs = [[text, catalogue.gettext(text)] for text in sorted(_words(SAFETY))]
    return hashlib.sha256(json.dumps(pairs).encode()).hexdigest()[:SIGNS_OF_A_MARK]


def safety_words(language: Language) -> list[tuple[str, str]]:
    """For whoever checks them: the English, and what the catalogue says."""
    catalogue = _catalogue(language)
    return [(text, catalogue.gettext(text)) for text in _words(SAFETY)]


def read_again() -> None:
    """The catalogues have changed while this process runs: only tests do that."""
    for known in (is_live, missing, mark_of):
        known.cache_clear()


def _words(which: str) -> list[str]:
    file = _folder() / "route.json"
    return json.loads(file.read_text())[which] if file.exists() else []


def _catalogue(language) -> gettext.NullTranslations:
    found = gettext.translation("django", _folder(), [language.value], fallback=True)
    found.add_fallback(_Nothing())
    return found


def _folder() -> Path:
    return Path(settings.LOCALE_PATHS[0])
