"""Whether the finder could read a text at all. It knows English: of other words it must not say “we found none”."""

import re

from coproduction_site.finder.names import LONGEST_NAME
from coproduction_site.finder.places import SORTS
from coproduction_site.finder.words import LETTER, NOT_NAMES, PEOPLE
from coproduction_site.folding import folded

_WORD = re.compile(rf"{LETTER}+(?:'{LETTER}+)*")
_LATIN = re.compile(r"[A-Za-zªºÀ-ɏḀ-ỿ']+")
_PARTS = re.compile(r"[.!?\n।۔؟。]+")
LONGEST_IN_ONE_WORD = 15  # Letters; scripts without spaces write whole sentences as one word.
FEWEST_WORDS, FEWEST_TO_COUNT = 4, 6
LEAST_ENGLISH = 0.3
ENGLISH = NOT_NAMES | PEOPLE | SORTS


def is_understood(text: str) -> bool:
    """False if a sentence in it is in another script, or has hardly an English word.

    A name in another script within an English sentence is read like every name.
    """
    return all(_is_read(_WORD.findall(part)) for part in _PARTS.split(folded(text).text))


def _is_read(words: list[str]) -> bool:
    other = [word for word in words if not _LATIN.fullmatch(word)]
    if len(other) > LONGEST_NAME or len(other) * 2 > len(words):
        return False
    if any(len(word) > LONGEST_IN_ONE_WORD for word in other):
        return False
    return _is_english([word.casefold() for word in words if _LATIN.fullmatch(word)])


def _is_english(words: list[str]) -> bool:
    """A name or a heading of a few words may hold no word that we know."""
    if len(words) < FEWEST_WORDS:
        return True
    known = sum(word in ENGLISH for word in words)
    return known > 0 if len(words) < FEWEST_TO_COUNT else known >= LEAST_ENGLISH * len(words)
