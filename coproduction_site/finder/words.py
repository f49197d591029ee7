"""Words of a story, and the lists of words that the finder knows (`content/name_words.toml`)."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

_CONTENT = tomllib.loads((Path(__file__).parent / "content/name_words.toml").read_text())
_LISTS = {name: frozenset(words.split()) for name, words in _CONTENT.items()}
TITLES, SHORT_TITLES, PARTICLES = _LISTS["titles"], _LISTS["short_titles"], _LISTS["particles"]
PEOPLE, SEVERAL, CALLED = _LISTS["people"], _LISTS["several_people"], _LISTS["called_people"]
ONLY_PEOPLE_DO = _LISTS["only_people_do"]
BEFORE_A_PLACE, SHORT_FORMS = _LISTS["before_a_place"], _LISTS["short_forms"]
NOT_NAMES, EITHER, SURNAMES = _LISTS["not_names"], _LISTS["either"], _LISTS["surnames"]
FIRST = _LISTS["first_names"]

# What no word is made of. Everything else may be: letters of every script, with the signs that some of them wear.
_NO_LETTER = r"\x00-@\[-`{-©«-´¶-¹»-¿×÷\u0964\u0965\u2000-\u200b\u200e-\u206f\u20a0-\u2bff\u2e00-\u2e7f\u3000-\u303f\d\s"
LETTER = f"[^{_NO_LETTER}]"
_WORD = re.compile(rf"{LETTER}+(?:[’'-]{LETTER}+)*")
_OWNED = re.compile(r"[’'][sS]$")


class Word(NamedTuple):
    """One word, without the ’s that says whose something is."""

    start: int
    end: int
    text: str
    low: str
    is_owner: bool
    gap: str  # What stands between the word before and this one.

    @property
    def is_capital(self) -> bool:
        """Scripts without capital letters count as if they had them."""
        first = self.text[0]
        return first.isalpha() and not first.islower()

    @property
    def may_be_name(self) -> bool:
        if self.text in SHORT_FORMS or self.low in TITLES or not self.is_capital:
            return False
        return self.low not in NOT_NAMES or self.low in EITHER

    @property
    def may_be_surname(self) -> bool:
        return self.may_be_name or (self.is_capital and self.low in SURNAMES)


def words_of(text: str) -> list[Word]:
    found, end = [], 0
    for match in _WORD.finditer(text):
        whole = match[0]
        bare = _OWNED.sub("", whole)
        gap = text[end : match.start()] if match.start() - end < 6 else "\n"
        low = bare.lower().replace("’", "'")
        found.append(Word(match.start(), match.start() + len(bare), bare, low, bare != whole, gap))
        end = match.end()
    return found
