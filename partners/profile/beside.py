"""What stands at a box while something of it waits: that it does, and what everybody sees now."""

from dataclasses import dataclass

from coproduction_site.rich_text_differences import without_tags
from partners.models import Partner, ProfileChange
from partners.models.change_verbs import live_values
from partners.models.profile_fields import BY_NAME, TOGETHER, part_of

SHORT = 300  # Letters.
STATES = {
    ProfileChange.State.DRAFT: "Waiting: not sent yet",
    ProfileChange.State.SENT: "Waiting: the council reads it",
    ProfileChange.State.RETURNED: "Waiting: it came back",
}


@dataclass(frozen=True)
class Beside:
    partner: Partner
    change: ProfileChange | None
    name: str
    live: str
    template = "partners/profile/beside.html"

    @property
    def state(self) -> str:
        """Empty if nothing waits."""
        if not self.change or self.name not in self.change.asked:
            return ""
        is_new = self.change.came_back and part_of(self.name) not in self.change.reasons
        return STATES[ProfileChange.State.DRAFT if is_new else self.change.state]

    @property
    def is_picture(self) -> bool:
        return self.name in TOGETHER.values()

    @property
    def waits(self) -> bool:
        """A new picture, and not that the old one goes."""
        return bool(self.state and self.change.asked[self.name] not in ("", self.live))

    @property
    def live_words(self) -> str:
        return without_tags(self.name, self.live)

    @property
    def is_short(self) -> bool:
        """What is longer is folded, so that the box stays near."""
        return len(self.live_words) <= SHORT


def beside_boxes(partner, change, names) -> dict[str, Beside]:
    """For each box with something to say. `partner` as everybody sees it now."""
    columns = [name for name in names if BY_NAME[name].is_column and not BY_NAME[name].shows_at_once]
    found = {
        name: Beside(partner, change, name, live) for name, live in live_values(partner, columns).items()
    }
    return {
        name: beside
        for name, beside in found.items()
        if beside.state or (beside.is_picture and beside.live)
    }
