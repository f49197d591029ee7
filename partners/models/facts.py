"""What a partner's public page says in rows, and what it cannot say yet."""

import re
from dataclasses import dataclass

from coproduction_site import telephone
from partners.models.profile_fields import Part, ProfileField, Row, rows_of

# What a page says outside its rows, as it is called where something of it is not sure.
OUTSIDE = {
    "name": "the name",
    "summary": "what it does, in short",
    "description": "what we say about it",
    "history_note": "what it was",
}


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    href: str
    is_confirmed: bool


@dataclass(frozen=True)
class Facts:
    help: list[Fact]
    contact: list[Fact]
    missing: list[str]
    unsure: list[str]
    send: list[Fact]

    @classmethod
    def of(cls, partner, terms) -> "Facts":
        """`missing` are the labels of empty facts that the partner has still to tell us; `unsure` names what the page
        says already and the partner has not confirmed."""
        names = _names_of(terms)
        facts = {
            part: [_fact(partner, row, fields, names) for row, fields in rows_of(part).items()]
            for part in Part
        }
        told = {part: [fact for fact in rows if fact.value] for part, rows in facts.items()}
        empty = [fact for rows in facts.values() for fact in rows if not fact.value]
        missing = [fact.label for fact in empty if not fact.is_confirmed]
        outside = [label for name, label in OUTSIDE.items() if _is_unsure(partner, name)]
        rows = [fact.label for facts in told.values() for fact in facts if not fact.is_confirmed]
        return cls(missing=missing, unsure=outside + rows, **told)

    @property
    def can_be_saved(self) -> bool:
        """A card for the phone holds only what is confirmed; one without a number or an address is of no use."""
        return any(
            fact.is_confirmed and fact.href.startswith(("tel:", "mailto:")) for fact in self.contact
        )


def ages_in_words(youngest: int | None, oldest: int | None) -> str:
    if youngest is None and oldest is None:
        return ""
    if oldest is None:
        return f"{youngest} and over"
    return (
        f"{youngest} to {oldest}"
        if youngest
        else f"Birth to {oldest}"
        if youngest == 0
        else f"Up to {oldest}"
    )


def _is_unsure(partner, name: str) -> bool:
    return name in partner.to_be_confirmed and bool(getattr(partner, name))


def _fact(partner, row: Row, fields: list[ProfileField], names: dict[str, str]) -> Fact:
    name = row.value or fields[0].name
    value = names.get(name, "") if fields[0].is_vocabulary else str(getattr(partner, name))
    is_confirmed = not {field.name for field in fields} & set(partner.to_be_confirmed)
    return Fact(row.label, _shown(name, value), _href(name, value), is_confirmed)


def _names_of(terms) -> dict[str, str]:
    """Of each vocabulary, in one line."""
    names = {}
    for term in terms:
        names.setdefault(term.vocabulary, []).append(term.name)
    return {vocabulary: ", ".join(found) for vocabulary, found in names.items()}


def _shown(name: str, value: str) -> str:
    return re.sub(r"^https?://(www\.)?|/$", "", value) if name == "website" else value


def _href(name: str, value: str) -> str:
    """A link that only rings, writes to, or opens what it says."""
    if name == "phone":
        return telephone.link(value)
    if name == "email" and value:
        return f"mailto:{value}"
    return value if name == "website" and value.startswith(("https://", "http://")) else ""
