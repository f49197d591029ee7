"""Two wordings beside each other, word by word, and what somebody asked beside what has moved since."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.text import capfirst

from coproduction_site.rich_text_differences import without_tags
from partners.models.change_verbs import live_values
from partners.models.profile_fields import TOGETHER, part_of

PICTURES = tuple(TOGETHER.values())
SAME, OUT, IN = "same", "out", "in"


@dataclass(frozen=True)
class Difference:
    """One field of a change. `base` is there only if the live profile has moved since."""

    name: str
    label: str
    live: str
    asked: str
    base: str | None
    reason: str

    @property
    def part(self) -> str:
        return part_of(self.name)

    @property
    def is_picture(self) -> bool:
        return self.name in PICTURES

    @property
    def words(self) -> list[tuple[str, str]]:
        return marked(without_tags(self.name, self.live), without_tags(self.name, self.asked))

    @property
    def is_look_alone(self) -> bool:
        """The words are the same; a heading, a list or thick letters are not."""
        return self.live != self.asked and all(kind == SAME for kind, _ in self.words)

    @property
    def live_words(self) -> str:
        return without_tags(self.name, self.live)

    @property
    def asked_words(self) -> str:
        return without_tags(self.name, self.asked)

    @property
    def base_words(self) -> str:
        return without_tags(self.name, self.base or "")

    @property
    def has_moved(self) -> bool:
        return self.base is not None


def differences(change, partner) -> list[Difference]:
    """Everything that is asked, against what everybody sees now, in the order of the page."""
    live = live_values(partner, change.asked)
    fields = [field for field in partner._meta.fields if field.name in change.asked]
    return [
        Difference(
            name=field.name,
            label=capfirst(field.verbose_name),
            live=live[field.name],
            asked=change.asked[field.name],
            base=change.base.get(field.name)
            if change.base.get(field.name) != live[field.name]
            else None,
            reason=change.reasons.get(part_of(field.name), ""),
        )
        for field in fields
    ]


def marked(before: str, after: str) -> list[tuple[str, str]]:
    """Pieces of text in the order to be read: the same, taken out, or put in."""
    old, new = re.split(r"(\s+)", before), re.split(r"(\s+)", after)
    pieces, out, into = [], "", ""
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new).get_opcodes():
        text = "".join(old[i1:i2])
        if kind == "equal" and (text.strip() or not (out or into)):
            pieces += [(OUT, out), (IN, into), (SAME, text)]
            out = into = ""
        else:  # A space alone between two changes belongs to both.
            out, into = out + text, into + "".join(new[j1:j2])
    pieces += [(OUT, out), (IN, into)]
    return [(kind, text) for kind, text in pieces if text]
