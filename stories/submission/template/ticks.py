"""Which of some labels are ticked, wherever beside the label the tick stands and whatever sign it is.

A unit is a label with what stands beside it. Several can share a line, with tabs between them.
"""

import re
import unicodedata
from dataclasses import dataclass, field

CHECKS = "☑✓✔✅🗹🗸√👍"
CROSSES = "✗✘✕✖❌❎"
OTHERS = "xX×☒🗵🗷🗶⊠⊗⌧⮽⮾⬛◼■▣◾●⬤◉⦿⚫🔘⭕+*/vV→←➔➜➡⬅🡒🡐⇒⇐"
MARK = re.compile(
    rf"[{re.escape(CHECKS + CROSSES + OTHERS)}]|-+>|<-+|=+>|<=+|(?<![^\W_])(?:yes|y|ticked|tick|this one)(?![^\W_])",
    re.I,
)
# An empty box, and what people put around a tick or between it and the label.
NOISE = re.compile(r"[\s☐□▢▫▪◻◽⬜❏❑❐❒○◯⚪🔲🔳_.…·•\-=:;,|()\[\]{}<>\"'&!]")
BOX = re.compile("[☐□▢◻◽⬜❏❑❐❒○◯⚪🔲🔳☑☒✅🗹🗵🗷⊠■●]")
# Variation selectors, joiners and shades of skin change how a sign looks and not what it says.
UNSEEN = re.compile("[\ufe0e\ufe0f\u200b-\u200f\u2060\ufeff\u00ad\U0001f3fb-\U0001f3ff]")
SAME = str.maketrans("‘’ʼ`´“”„«»‐‑‒–—−", "'''''\"\"\"\"\"------")
QUOTED = re.compile(r"^\s*:\s*\"[^\"]*\"\s*$")
OF_LAST_YEAR = re.compile("^☐ .{1,100}$")  # A choice that is gone since, and that nobody ticked.
WIDE = re.compile(r" {2,}|\u00a0{2,}|\u3000")


def plain(text: str) -> str:
    """As two texts are compared: without what a word processor changes by itself."""
    seen = UNSEEN.sub("", unicodedata.normalize("NFKC", text)).translate(SAME)
    return " ".join(seen.split()).casefold()


@dataclass
class Ticked:
    """The signs beside each label that has some, in the order of the labels, and what belonged to none."""

    marks: dict[str, str] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    @property
    def values(self) -> list[str]:
        return [value for value in self.marks if value not in self.crossed]

    @property
    def crossed(self) -> list[str]:
        """Whoever uses ticks and crosses says no with a cross. An X alone is the tick of most people."""
        signs = "".join(self.marks.values())
        if not _has(signs, CHECKS) or not _has(signs, CROSSES):
            return []
        return [
            value
            for value, marks in self.marks.items()
            if not _has(marks, CHECKS) and _has(marks, CROSSES)
        ]


@dataclass(frozen=True)
class Unit:
    value: str = ""
    marks: str = ""
    others: str = ""


def ticked(texts: list[str], choices: list[tuple[str, str]]) -> Ticked:
    labels = _labels(choices)
    found, others = {}, []
    for text in texts:
        for row in text.splitlines():
            for unit in _beside(_units(row, labels)):
                others += [unit.others] if unit.others else []
                if unit.value and unit.marks:
                    found[unit.value] = found.get(unit.value, "") + unit.marks
    return Ticked({value: found[value] for value, _ in choices if value in found}, others)


def _labels(choices) -> list[tuple[str, str]]:
    """The longest first, so that none is taken for the beginning of another. A rung is known by its name alone, too."""
    known = [(plain(label), value) for value, label in choices]
    known += [(plain(label.split(":")[0]), value) for value, label in choices if ":" in label]
    return sorted(known, key=lambda label: -len(label[0]))


def _units(row: str, labels) -> list[Unit]:
    units = []
    for text in filter(None, map(str.strip, row.split("\t"))):
        units += (
            _whole(text, labels)
            or _spaced(text, labels)
            or _several(text, labels)
            or _first(text, labels)
        )
    return units


def _beside(units: list[Unit]) -> list[Unit]:
    """A tick between two tabs belongs to the label that it follows; a line that begins with one, to the next label."""
    is_lone = [not unit.value and bool(unit.marks) and not unit.others for unit in units]
    if not any(unit.value for unit in units):
        return [Unit(others=unit.others or unit.marks) for unit in units if unit.others or unit.marks]
    step = 1 if is_lone[0] else -1
    return [
        Unit(units[number + step].value, unit.marks)
        if is_lone[number] and 0 <= number + step < len(units)
        else unit
        for number, unit in enumerate(units)
    ]


def _whole(text: str, labels) -> list[Unit]:
    """The label, and nothing but ticks around it; or a tick alone."""
    line = plain(text)
    for label, value in labels:
        for found in re.finditer(re.escape(label), line):
            marks = _marks(line[: found.start()], line[found.end() :])
            if marks is not None:
                return [Unit(value, marks)]
    marks = _marks(line)
    return [] if marks is None else [Unit(marks=marks)]


def _spaced(text: str, labels) -> list[Unit]:
    """Where tabs became spaces on the way."""
    parts = [_whole(part, labels) for part in WIDE.split(text) if part.strip()]
    return [unit for part in parts for unit in part] if len(parts) > 1 and all(parts) else []


def _several(text: str, labels) -> list[Unit]:
    """Labels in a row. A tick between two stands before the box of the second, or is of both: their teller chooses."""
    line = plain(text)
    found = list(re.finditer("|".join(re.escape(label) for label, _ in labels), line)) if labels else []
    if len(found) < 2:
        return []
    ends = [0, *(label.end() for label in found)]
    starts = [*(label.start() for label in found), len(line)]
    gaps = [line[end:start] for end, start in zip(ends, starts, strict=True)]
    if any(_marks(gap) is None for gap in gaps):
        return []
    values = dict(labels)
    shared = [_shared(gap, number in (0, len(found))) for number, gap in enumerate(gaps)]
    return [
        Unit(values[label[0]], shared[number][1] + shared[number + 1][0])
        for number, label in enumerate(found)
    ]


def _shared(gap: str, is_end: bool) -> tuple[str, str]:
    """The ticks of a gap that belong to the label before it, and to the one after."""
    *_, box = [None, *BOX.finditer(gap)]
    if is_end or not box:
        return _marks(gap), _marks(gap)
    return _marks(gap[: box.start()]), _marks(gap[box.start() :])


def _first(text: str, labels) -> list[Unit]:
    """The label with words after it, such as whom “somebody else” is. What is no label at all is kept as it is."""
    line = plain(text)
    for label, value in labels:
        for found in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", line):
            marks, more = _marks(line[: found.start()]), line[found.end() :]
            if marks is not None:
                marks += _marks(" ".join(more.split()[:1])) or ""
                return [Unit(value, marks, "" if QUOTED.match(more) else text)]
    return [Unit(others="" if OF_LAST_YEAR.match(text) else text)]


def _marks(*texts: str) -> str | None:
    """The ticks in what stands around a label. None if there is anything else."""
    marks = ""
    for text in texts:
        marks += "".join(MARK.findall(text))
        if NOISE.sub("", MARK.sub("", text)):
            return None
    return marks


def _has(marks: str, signs: str) -> bool:
    return not set(signs).isdisjoint(marks)


def label_of(text: str, choices: list[tuple[str, str]]) -> str | None:
    """The one label that stands on this line, with nothing but a box or ticks beside it."""
    unit = next(iter(_whole(text, _labels(choices))), Unit())
    return unit.value or None


def is_tick(text: str) -> bool:
    """A tick that stands alone."""
    return bool(_marks(plain(text)))
