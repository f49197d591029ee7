"""Sentences with personal details that a person has marked (data/personal_details.toml), and what is found in them."""

import re
import tomllib
from collections import Counter
from pathlib import Path

from coproduction_site.finder.details import Kind, found_in

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


SPACES = ["\u00a0", "\u1680", "\u2002", "\u2003", "\u2009", "\u200a", "\u202f", "\u205f", "\u3000", "\t"]
_DIGITS = {
    "Arabic": 0x660,
    "Urdu": 0x6F0,
    "Devanagari": 0x966,
    "Bengali": 0x9E6,
    "Gurmukhi": 0xA66,
    "Gujarati": 0xAE6,
    "Tamil": 0xBE6,
    "full-width": 0xFF10,
}
_PLAIN_DIGITS = "0123456789"
# Each puts one sign in the place of one, so that marks stay where they are.
VARIANTS = {
    **{f"space U+{ord(space):04X}": str.maketrans(" ", space) for space in SPACES},
    **{
        f"hyphen U+{ord(dash):04X}": str.maketrans("-", dash)
        for dash in "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
    },
    **{
        f"digits {name}": str.maketrans(_PLAIN_DIGITS, "".join(chr(zero + at) for at in range(10)))
        for name, zero in _DIGITS.items()
    },
    "letters full-width": {at: at + 0xFEE0 for at in range(0x21, 0x7F)},
    "apostrophe U+02BC": str.maketrans("'’", "ʼʼ"),
}
NAMES_IN = {
    "Gurmukhi": ["ਗੁਰਪ੍ਰੀਤ", "ਸਿਮਰਨ", "ਹਰਜੀਤ"],
    "Urdu": ["محمد", "عائشہ", "زینب"],
    "Arabic": ["فاطمة", "أحمد", "ليلى"],
    "Devanagari": ["प्रिया", "राहुल", "अनीता"],
    "Bengali": ["রহিম", "আয়েশা", "সুমিতা"],
    "Gujarati": ["પ્રિયા", "જયેશ", "મીરા"],
    "Polish": ["Łucja", "Żaneta", "Świętosława"],
    "Romanian": ["Ștefănel", "Ioniță", "Crăița"],
}
SCRIPTS = list(NAMES_IN)
LEAST_RECALL_IN_SCRIPTS = 0.7


def counts_with_names_in(script: str, part: str = "held_out") -> dict[str, Counter]:
    """Every marked name is one of that script instead, the same one wherever it stands in a sentence."""
    return _counted(_read(_renamed(line, NAMES_IN[script])) for line in _FILE[part])


def _renamed(line, names):
    known = {}

    def other(mark):
        if mark[2] != "name":
            return mark[0]
        name = known.setdefault(mark[1].casefold(), names[len(known) % len(names)])
        return f"{{{name}|name}}"

    return _MARK.sub(other, line)


def counts(part: str, variant: str = "") -> dict[str, Counter]:
    """Right, wrong and missed of each kind, in plain signs or with those of a variant."""
    table = VARIANTS.get(variant, {})
    return _counted((text.translate(table), marked) for text, marked in sentences(part))


def _counted(lines) -> dict[str, Counter]:
    """Right is only what begins and ends where the mark does."""
    right, wrong, missed = Counter(), Counter(), Counter()
    for text, marked in lines:
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
