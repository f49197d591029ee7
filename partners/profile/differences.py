"""What somebody asked beside what everybody sees, and beside what has moved since."""

from dataclasses import dataclass

from django.utils.text import capfirst

from coproduction_site.rich_text_differences import without_tags
from coproduction_site.text_differences import SAME, Piece, word_by_word
from partners.models.change_verbs import live_values
from partners.models.profile_fields import TOGETHER, part_of
from partners.models.sections import in_order

PICTURES = tuple(TOGETHER.values())


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
    def pieces(self) -> list[Piece]:
        return word_by_word(self.live_words, self.asked_words)

    @property
    def is_look_alone(self) -> bool:
        """The words are the same; a heading, a list or thick letters are not."""
        return self.live != self.asked and all(piece.kind == SAME for piece in self.pieces)

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
    """Everything that is asked, against what everybody sees now, in the order of the sections."""
    live = live_values(partner, change.asked)
    fields = [partner._meta.get_field(name) for name in in_order(change.asked)]
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
