"""The part of a text in which most of what was looked for stands, in pieces that are marked or not."""

import re
from itertools import islice
from typing import NamedTuple

from coproduction_site.search.stems import known_stem
from coproduction_site.search.words import folded

LENGTH, BEFORE = 32, 6  # In words.
MOST_READ = 30_000  # Signs of a text; what stands further on is found, and its beginning is shown.
_JOINS = {"'", "’", "-", "\u2010", "\u2011"}
_WORD = re.compile(r"\w+")


class Piece(NamedTuple):
    text: str
    is_marked: bool = False


def snippet(text: str, stems: set[str]) -> list[Piece]:
    """Empty for no text."""
    read = text[:MOST_READ]
    all_words = _WORD.findall(read)
    if not all_words:
        return []
    hits = _hits(all_words, stems)
    best = max(0, _best(hits) - BEFORE)
    words = list(islice(_WORD.finditer(read), best + LENGTH + BEFORE + 1))
    first = _outwards(text, words, best, -1)
    last = _outwards(text, words, min(len(words), first + LENGTH) - 1, 1)
    marked = [words[place] for place in hits if first <= place <= last]
    is_end = last == len(all_words) - 1 and len(text) <= MOST_READ
    return _pieces(text, words[first].start() if first else 0, words[last].end(), marked, is_end)


def _outwards(text: str, words: list[re.Match], place: int, step: int) -> int:
    """The place, or one a little further, so that no snippet begins or ends inside of “don’t” or “well-being”."""
    for _ in range(BEFORE):
        beside = place + step
        if not 0 <= beside < len(words):
            break
        one, other = sorted([place, beside])
        if text[words[one].end() : words[other].start()] not in _JOINS:
            break
        place = beside
    return place


def _pieces(text: str, start: int, end: int, marked, is_end: bool) -> list[Piece]:
    pieces, at = [Piece("… ")] if start else [], start
    for word in marked:
        pieces += [Piece(text[at : word.start()]), Piece(word.group(), is_marked=True)]
        at = word.end()
    pieces.append(Piece(text[at:] if is_end else f"{text[at:end]} …"))
    return [piece for piece in pieces if piece.text]


def _best(hits: list[int]) -> int:
    """The hit after which most of the others stand."""
    after = {hit: sum(1 for other in hits[at : at + LENGTH] if other < hit + LENGTH - BEFORE)
             for at, hit in enumerate(hits)}  # fmt: skip
    return max(after, key=after.get, default=0)


def _hits(words: list[str], stems: set[str]) -> list[int]:
    """A stem begins as its word does, so of most words one letter is looked at."""
    beginnings = {letter for stem in stems for letter in (stem[:1], stem[:1].upper())}
    return [
        place
        for place, word in enumerate(words)
        if (word[0] in beginnings or not word.isascii()) and _is_one_of(word, stems)
    ]


def _is_one_of(word: str, stems: set[str]) -> bool:
    return any(known_stem(part) in stems for part in _parts(word))


def _parts(word: str) -> list[str]:
    return [word.lower()] if word.isascii() else folded(word).split()
