"""Sentences with personal details that a person has marked (data/personal_details.toml), and what is found in them."""

import re
import tomllib
from collections import Counter
from pathlib import Path

from stories.finder.details import Kind, found_in

_FILE = tomllib.loads((Path(__file__).parents[1] / "data/personal_details.toml").read_text())
_MARK = re.compile(r"\{([^{}|]+)\|(\w+)\}")
KNOWN_GOOD = _FILE["known_good"]
PARTS = ("tuned", "held_out")


def sentences(part: str) -> list[tuple[str, set]]:
    """Each sentence without its marks, and what was marked: where it begins and ends, and its kind."""
    return [_read(line) for line in _FILE[part]]


def _read(line):
    text, marked, end = "", set(), 0
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        marked.add((len(text), len(text) + len(mark[1]), Kind[mark[2].upper()]))
        text += mark[1]
        end = mark.end()
    return text + line[end:], marked


def found(text: str) -> set:
    return {(each.start, each.end, each.kind) for each in found_in(text, KNOWN_GOOD)}


def counts(part: str) -> dict[str, Counter]:
    """Right, wrong and missed of each kind. Right is only what begins and ends where the mark does."""
    right, wrong, missed = Counter(), Counter(), Counter()
    for text, marked in sentences(part):
        here = found(text)
        right.update(kind for *_, kind in here & marked)
        wrong.update(kind for *_, kind in here - marked)
        missed.update(kind for *_, kind in marked - here)
    return {"right": right, "wrong": wrong, "missed": missed}


def precision(right: int, wrong: int) -> float:
    """How much of what was found was marked; nothing found is nothing wrong."""
    return right / (right + wrong) if right + wrong else 1.0


def recall(right: int, missed: int) -> float:
    """How much of what was marked was found."""
    return right / (right + missed) if right + missed else 1.0
