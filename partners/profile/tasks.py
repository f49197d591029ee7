"""The list of what a partner can do about its profile: the sections, and how far each has come."""

from dataclasses import dataclass

from partners.models import ProfileChange
from partners.models.change_verbs import live_values
from partners.models.profile_fields import BY_NAME, part_of
from partners.models.sections import SECTIONS, Section

IN_WORDS = {
    ProfileChange.State.DRAFT: "Not sent yet",
    ProfileChange.State.SENT: "The council reads it now",
    ProfileChange.State.RETURNED: "Came back to you",
}


@dataclass(frozen=True)
class Task:
    section: Section
    status: str


def tasks_of(partner, change) -> list[Task]:
    """`change` is the open set of changes, if there is one. Call it with prefetched terms."""
    return [Task(section, _status(partner, section, change)) for section in SECTIONS]


def applied(partner, change):
    """The profile as it would be: on this object alone, nothing is saved."""
    asked = change.asked if change else {}
    for name, value in asked.items():
        setattr(partner, name, value)
    partner.confirm(asked)
    return partner


def _status(partner, section, change) -> str:
    asked = {part_of(name) for name in section.fields} & set(change.parts if change else [])
    if not asked:
        empty = _empty(partner, section)
        return (
            "Filled in" if not empty else "1 box is empty" if empty == 1 else f"{empty} boxes are empty"
        )
    if change.came_back and not asked & set(change.reasons):
        return IN_WORDS[ProfileChange.State.DRAFT]
    return IN_WORDS[change.state]


def _empty(partner, section) -> int:
    vocabularies = {term.vocabulary for term in partner.terms.all()}
    boxes = [name for name in section.fields if not BY_NAME[name].goes_with]
    of_partner = [name for name in boxes if hasattr(partner, name)]
    missing = [name for name, value in live_values(partner, of_partner).items() if value in ("", None)]
    return len(missing) + len(set(boxes) - set(of_partner) - vocabularies)
