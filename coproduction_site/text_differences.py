"""What went and what came between two texts: the one way to find it, and to mark it."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher, get_close_matches
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SAME, OUT, IN = "same", "out", "in"
MOST_PARTS = 20_000  # So that no page takes long to make: two of the longest stories.
SIGNS_AND_WORDS = re.compile(r"\s+|[^\s\w]|[^\s.,;:!?()“”\"]+")
SPACES_AND_WORDS = re.compile(r"\s+|\S+")


class Piece(NamedTuple):
    """Some text, and whether it stayed, went or came."""

    kind: str
    text: str


def nearest(word: str, known: Sequence[str]) -> str | None:
    """The one that was probably meant, or none."""
    return next(iter(get_close_matches(word, known, n=1)), None)


def word_by_word(before: str, after: str) -> list[Piece]:
    """In the order to be read."""
    return compared(SPACES_AND_WORDS.findall(before), SPACES_AND_WORDS.findall(after))


def lines_that_moved(before: list[str], after: list[str]) -> list[Piece]:
    """Each line that went or came; what stayed is left out."""
    pieces = (piece for piece in compared(before, after, "\n") if piece.kind != SAME)
    return [Piece(kind, line) for kind, text in pieces for line in text.split("\n")]


def differences(before: str, after: str) -> SafeString:
    """Escaped, with what went and what came marked. Empty if the two are the same.

    Each mark says in words what it is, so that it can be heard too.
    """
    if before == after:
        return SafeString("")
    pieces = compared(SIGNS_AND_WORDS.findall(before), SIGNS_AND_WORDS.findall(after))
    return format_html_join("", "{}", ((_marked(piece),) for piece in pieces))


def compared(before: Sequence[str], after: Sequence[str], between: str = "") -> list[Piece]:
    """Of parts that make a text again when they are joined with `between`. Far too many are shown as a whole."""
    if len(before) + len(after) > MOST_PARTS:
        return [Piece(OUT, between.join(before)), Piece(IN, between.join(after))]
    found, out, into = [], [], []
    for stays, old, new in _runs(before, after):
        if stays and ("".join(old).strip() or not (out or into)):
            found += [(OUT, out), (IN, into), (SAME, old)]
            out, into = [], []
        else:  # A space alone between two changes belongs to both.
            out, into = [*out, *old], [*into, *new]
    found += [(OUT, out), (IN, into)]
    return [Piece(kind, between.join(parts)) for kind, parts in found if parts]


def similarity(one: str, other: str) -> float:
    """The share of letters in which they agree, from 0 to 1: for two short lines."""
    return SequenceMatcher(None, one, other).ratio()


def _runs(before, after) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Whether it stays, and how it stood before and stands after. What both begin and end with is not searched."""
    start = _same(before, after)
    end = _same(before[start:][::-1], after[start:][::-1])
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    yield True, before[:start], after[:start]
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new).get_opcodes():
        yield kind == "equal", old[old_from:old_to], new[new_from:new_to]
    yield True, before[len(before) - end :], after[len(after) - end :]


def _same(one, other) -> int:
    """How many parts at the beginning are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _marked(piece: Piece) -> SafeString | str:
    if piece.kind == OUT:
        return format_html('<del>{}<span class="visually-hidden"> (taken out) </span></del>', piece.text)
    if piece.kind == IN:
        return format_html('<ins>{}<span class="visually-hidden"> (put in) </span></ins>', piece.text)
    return piece.text
