"""One detail, taken out of a text: every time that it stands there, and nothing else."""

import re
from collections.abc import Iterable

from coproduction_site.finder.rewording import INSTEAD, Change, change_for, relations_in
from coproduction_site.finder.words import LETTER
from coproduction_site.folding import folded

__all__ = [
    "INSTEAD",
    "TakenOut",
    "as_it_will_say",
    "changes_in",
    "relations_of",
    "sentence_of",
    "without",
]

# Until words were fitted to their sentence, these stood in place of a detail. They stay where they are.
_FORMER = (
    r"\[(?:an? (?:e-mail address|social media name|date of birth|date|NHS number|telephone number|postcode|address|"
    r"school|name|place|health condition)|taken out)\]"
)
_AROUND = 70  # Signs of the sentence that are shown on either side.


class TakenOut:
    """One detail out of texts that stand side by side: one of them may say that “Jordan” is “my son”."""

    def __init__(self, words: str, kind: str, texts: Iterable[str]):
        self.words, self.kind, self.relations = words, kind, relations_of(texts)
        self.times, self.sentences = 0, []

    def of(self, text: str) -> str:
        """The text without it. What was done is counted, and how it now reads is kept in `sentences`."""
        changes = changes_in(text, self.words, self.kind, self.relations)
        self.times += len(changes)
        self.sentences += as_it_will_say(text, changes)
        return rewritten(text, changes)


def without(text: str, words: str, kind: str) -> tuple[str, int]:
    """The text with every whole `words` replaced, capital letters or not, and how many there were."""
    taken_out = TakenOut(words, kind, [text])
    return taken_out.of(text), taken_out.times


def relations_of(texts: Iterable[str]) -> dict[str, str]:
    return relations_in("\n\n".join(folded(text).text for text in texts))


def changes_in(text: str, words: str, kind: str, relations: dict[str, str]) -> list[Change]:
    """What was written in place of something earlier stays as it is. Changes are in the order of the text."""
    plain = folded(text)
    changes, end = [], 0
    for match in _pattern(words).finditer(plain.text):
        if match["found"] is None:
            continue
        change = change_for(plain.text, *match.span("found"), kind, relations)
        start, end = plain.span(max(change.start, end), change.end)[0], change.end
        changes.append(Change(start, plain.span(change.start, change.end)[1], change.instead))
    return changes


def rewritten(text: str, changes: Iterable[Change]) -> str:
    parts, end = [], 0
    for change in changes:
        parts += [text[end : change.start], change.instead]
        end = change.end
    return "".join([*parts, text[end:]])


def as_it_will_say(text: str, changes: list[Change]) -> list[str]:
    """The sentence around each change, as it will read. Each once."""
    sentences = []
    for change in changes:
        before, after = _parts_of_sentence(text, change)
        sentences.append(" ".join(f"{before}{change.instead}{after}".split()))
    return list(dict.fromkeys(sentences))


def sentence_of(text: str, start: int, end: int) -> tuple[str, str, str]:
    """What stands around a detail in its sentence, with the detail in the middle."""
    before, after = _parts_of_sentence(text, Change(start, end, ""))
    return before, text[start:end], after


def _parts_of_sentence(text, change) -> tuple[str, str]:
    near = max(0, change.start - _AROUND)
    before = re.split(r"[.!?]\s|\n", text[near : change.start])
    after = text[change.end : change.end + _AROUND]
    end = re.search(r"[.!?\n]", after)
    is_cut = len(before) == 1 and near, end is None and change.end + _AROUND < len(text)
    after = after[: end.end()] if end else after
    return f"{'…' if is_cut[0] else ''}{before[-1]}", f"{after}{'…' if is_cut[1] else ''}"


def _pattern(words: str) -> re.Pattern:
    looked_for = r"\s+".join(re.escape(word) for word in folded(words).text.split())
    alone = rf"(?<!{LETTER})(?<![\d_])(?P<found>{looked_for})(?!{LETTER}|[\d_])"
    return re.compile(rf"{_FORMER}|{alone}", re.IGNORECASE)
