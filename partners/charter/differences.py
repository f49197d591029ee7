"""What is different between two wordings of the charter, in words: added, changed, gone."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from django.utils.html import strip_tags

MOST_WORDS = 2_000
BLOCK_ENDS = re.compile(r"</(?:p|h2|h3|li|blockquote|td|th)>|<br ?/?>")


@dataclass(frozen=True)
class Part:
    """Some words, and whether they stayed, came or went."""

    kind: str
    words: str


@dataclass(frozen=True)
class Change:
    """One value: what happened to it, and its promise with the words that came and went."""

    kind: str
    name: str
    former_name: str
    parts: list[Part]


@dataclass(frozen=True)
class Changes:
    values: list[Change]
    around: list[Part]

    @property
    def are_none(self) -> bool:
        return not self.values and not self.around


def between(former, version) -> Changes:
    """Values are the same if their addresses are; what did not change is not named."""
    before = {value.slug: value for value in former.values.all()}
    after = {value.slug: value for value in version.values.all()}
    found = [_change(before.get(slug), value) for slug, value in after.items()]
    found += [_change(value, None) for slug, value in before.items() if slug not in after]
    return Changes(
        values=[change for change in found if change],
        around=_paragraphs(former.preamble, version.preamble),
    )


def _change(old, new) -> Change | None:
    if old is None:
        return Change("added", new.name, "", [Part("same", new.promise)])
    if new is None:
        return Change("gone", old.name, "", [Part("same", old.promise)])
    if (old.name, old.promise) == (new.name, new.promise):
        return None
    former_name = old.name if old.name != new.name else ""
    return Change("changed", new.name, former_name, words_between(old.promise, new.promise))


def words_between(old: str, new: str) -> list[Part]:
    """Word by word; very long texts as a whole, so that no page takes long to make."""
    before, after = old.split(), new.split()
    if len(before) + len(after) > MOST_WORDS:
        return [Part("gone", old), Part("added", new)]
    return _parts(before, after, " ")


def _paragraphs(old: str, new: str) -> list[Part]:
    """Only the paragraphs that came or went."""
    parts = []
    before, after = _lines(old), _lines(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            parts += [Part("gone", line) for line in before[a:b]]
            parts += [Part("added", line) for line in after[c:d]]
    return parts


def _lines(html: str) -> list[str]:
    words = unescape(strip_tags(BLOCK_ENDS.sub("\n", html)))
    return [" ".join(line.split()) for line in words.splitlines() if line.strip()][:MOST_WORDS]


def _parts(before: list[str], after: list[str], between: str) -> list[Part]:
    parts = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(Part("same", between.join(after[c:d])))
        else:
            parts += [Part("gone", between.join(before[a:b]))] if a < b else []
            parts += [Part("added", between.join(after[c:d]))] if c < d else []
    return parts
