"""Schools, nurseries, surgeries and hospitals by name: “Low Hill Primary School”, “St Anthony's”."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path

from coproduction_site.finder.words import NOT_NAMES, Word
from coproduction_site.folding import folded

_LISTS = {
    name: frozenset(words.split())
    for name, words in tomllib.loads(
        (Path(__file__).parent / "content/setting_words.toml").read_text()
    ).items()
}
PLACES, OF_A_MAP = _LISTS["places"], _LISTS["of_a_map"]
SORTS = PLACES | _LISTS["sorts"]
PLACES_WITH_WORD = {name: _LISTS[name] for name in ("centre", "practice", "unit", "school")}
NEVER_FIRST = (NOT_NAMES - OF_A_MAP) | {"after", "before", "of", "and", "pre"}
FURTHEST = 6
SAY_NO_NAME = SORTS | {"a", "an", "the", "my", "our", "his", "her", "their", "your", "local"}


def settings_in(words: list[Word]) -> list[tuple[int, int]]:
    """Where each name of a place begins and ends."""
    found = []
    for at, word in enumerate(words):
        if word.is_capital and _is_place(words, at):
            first = _first_word(words, at)
            last = _last_word(words, at)
            if first is not None:
                found.append((words[first].start, words[last].end))
        elif word.low == "st" and word.is_capital and _is_saint(words, at):
            found.append((word.start, words[at + 1].end + 2))
    return found


def named_in(text: str, named: Iterable[str]) -> list[tuple[int, int]]:
    """Where a place stands that somebody named. A word that only says its sort, such as “school”, names none."""
    names = {" ".join(folded(name).text.split()) for name in named}
    names = [name for name in names if not {word.casefold() for word in name.split()} <= SAY_NO_NAME]
    found = (re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names)
    return [match.span() for matches in found for match in matches]


def _is_place(words, at) -> bool:
    before = _whole(words[at - 1]) if at else ""
    return words[at].low in PLACES or before in PLACES_WITH_WORD.get(words[at].low, ())


def _first_word(words, at):
    """Back over words with a capital letter, to the first that can be part of a name."""
    first = at
    while first and at - first < FURTHEST and _goes_on(words[first - 1], words[first]):
        first -= 1
    while first < at and words[first].low in NEVER_FIRST:
        first += 1
    name = words[first:at]
    is_of_a_map = sum(word.low in OF_A_MAP - {"high"} for word in name) > 1
    return first if is_of_a_map or not all(_says_only_sort(word) for word in name) else None


def _goes_on(before, word) -> bool:
    is_saint = before.low == "st" and word.gap == ". "
    return before.is_capital and (word.gap == " " or is_saint)


def _whole(word) -> str:
    return f"{word.low}'s" if word.is_owner else word.low


def _says_only_sort(word) -> bool:
    return _whole(word) in SORTS | NOT_NAMES | OF_A_MAP


def _last_word(words, at):
    """On over “Primary School”, “Sixth Form College”."""
    last = at
    while last + 1 < len(words) and last - at < 3:
        after = words[last + 1]
        if not (after.gap == " " and after.is_capital and after.low in SORTS):
            break
        last += 1
    return last


def _is_saint(words, at) -> bool:
    """“St Anthony's”, but not “St Anthony”, who may be a person or a whole town."""
    after = words[at + 1] if at + 1 < len(words) else None
    return bool(after and after.gap in (" ", ". ") and after.is_capital and after.is_owner)


_SORTS_IN_WORDS = {
    "nursery": "our nursery",
    "college": "our college",
    "hospital": "a hospital",
    "surgery": "a surgery",
    "practice": "a surgery",
    "clinic": "a clinic",
    "centre": "a centre",
    "unit": "a unit",
    "hospice": "a hospice",
}


def sort_of_place(name: str) -> str:
    """What may be said of it without its name."""
    last = name.casefold().rsplit(" ", 1)[-1]
    return _SORTS_IN_WORDS.get(last, "our school")
