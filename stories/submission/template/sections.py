"""The lines of a document, sorted by the question that they answer."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from coproduction_site.text_differences import similarity
from stories.submission.template.lines import Line
from stories.submission.template.ticks import label_of, plain

# Headings that are known by their words alone: fewer than these may stand in anybody's own document.
FEWEST_BY_WORDS = 3
MOST_LINES = 10_000
NUMBERED = re.compile(r"^(?:(?:question )?\d{1,2}[.):]?\s+)?(.*?)[\s:*]*$", re.I)
SIMILAR = 0.6


@dataclass
class Section:
    """What stands under one question: in its boxes, and around them."""

    boxes: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """What our template prints: the words of each question, by its name, and the headings between them.

    A question of `ticks` has its box on its own line.
    """

    questions: dict[str, list[str]]
    ticks: set[str]
    headings: set[str]

    def name_of(self, text: str) -> str | None:
        heading = _heading(text)
        return next(
            (name for name, labels in self.questions.items() if heading in map(_heading, labels)), None
        )

    def tick_of(self, text: str) -> str | None:
        return label_of(text, [(name, label) for name in self.ticks for label in self.questions[name]])


@dataclass
class Sections:
    by_name: dict[str, Section] = field(default_factory=dict)
    outside: list[str] = field(default_factory=list)
    is_ours: bool = False


def sorted_by_question(lines: list[Line], outline: Outline) -> Sections:
    sections, here, marked = Sections(), None, False
    for line in lines[:MOST_LINES]:
        name, rest = (None, line.text) if line.is_in_box or line.is_beside else _begins(line, outline)
        if name:
            here = sections.by_name.setdefault(name, Section())
            here.lines += [rest] if rest else []
            marked |= name in line.names
        elif line.is_beside or here is None or _ends(line, outline):
            here = here if line.is_beside else None
            sections.outside.append(line.text)
        else:
            (here.boxes if line.is_in_box else here.lines).append(line.text)
    sections.is_ours = marked or len(sections.by_name) >= FEWEST_BY_WORDS
    return sections


def _begins(line: Line, outline: Outline) -> tuple[str | None, str]:
    """The question that this line is the heading of, and what somebody typed into the heading itself."""
    name = outline.name_of(line.text)
    if name:
        return name, ""
    name = next((name for name in line.names if name in outline.questions), outline.tick_of(line.text))
    if name:
        return name, _typed(line.text, outline.questions[name])
    return _typed_into(line, outline) if line.is_heading else (None, line.text)


def _typed_into(line, outline) -> tuple[str | None, str]:
    """The bookmark is gone, and there is more in the heading than its words."""
    for name, labels in outline.questions.items():
        for label in labels:
            if len(label) > 8 and _pattern(label).search(line.text):
                return name, _typed(line.text, [label])
    return None, line.text


def typed(text: str, printed: Iterable[str]) -> str:
    """What somebody typed into a line of ours."""
    for line in filter(None, printed):
        found = _pattern(line).search(text)
        if found:
            return f"{text[: found.start()]} {text[found.end() :]}".strip(" \t:")
    return text


def _typed(text: str, labels: list[str]) -> str:
    """Without the words of the heading, also as they were in a template of last year."""
    rest = typed(text, labels)
    is_heading = rest == text and any(
        similarity(plain(text)[:300], plain(label)) > SIMILAR for label in labels
    )
    return "" if is_heading else rest


def _ends(line, outline) -> bool:
    return not line.is_in_box and (line.is_heading or plain(line.text) in outline.headings)


def _heading(label: str) -> str:
    return NUMBERED.match(plain(label))[1]


def _pattern(label: str) -> re.Pattern:
    """Its words, whichever quotes and spaces are between them."""
    words = [re.sub(r"[’‘']", "[’‘']", re.escape(word)) for word in label.split()]
    return re.compile(r"\s+".join(words), re.I)
