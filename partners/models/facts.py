"""What a partner's public page says in rows, and what it cannot say yet."""

import re
from dataclasses import dataclass

from partners.models.send_answers import QUESTIONS

HELP = [
    ("who_helped", "Who it helps"),
    ("ages", "Ages"),
    ("kind_of_help", "Kind of help"),
    ("how_to_join", "How to join or get help"),
    ("cost", "Cost"),
    ("access", "Getting in and taking part"),
    ("languages", "Languages"),
]
CONTACT = [
    ("phone", "Phone"),
    ("email", "E-mail"),
    ("website", "Website"),
    ("address", "Address"),
    ("opening_hours", "Opening hours"),
]
FIELDS_BEHIND = {"ages": {"age_from", "age_to"}}


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
    unconfirmed: list[str]
    send: list[Fact]

    @classmethod
    def of(cls, partner, terms) -> "Facts":
        """`missing` are the labels of empty facts that the partner has still to tell us."""
        unconfirmed = set(partner.to_be_confirmed)
        said = {"kind_of_help": "", "who_helped": ""} | _in_words(terms)

        def fact(name, label):
            value = said[name] if name in said else str(getattr(partner, name))
            is_confirmed = not unconfirmed & FIELDS_BEHIND.get(name, {name})
            return Fact(label, _shown(name, value), _href(name, value), is_confirmed)

        rows = [[fact(*row) for row in group] for group in (HELP, CONTACT, QUESTIONS.items())]
        missing = [
            row.label for group in rows for row in group if not row.value and not row.is_confirmed
        ]
        help, contact, send = ([row for row in group if row.value] for group in rows)
        return cls(help, contact, missing, sorted(unconfirmed), send)


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


def _in_words(terms) -> dict[str, str]:
    words = {}
    for term in terms:
        words.setdefault(term.vocabulary, []).append(term.name)
    return {vocabulary: ", ".join(names) for vocabulary, names in words.items()}


def _shown(name: str, value: str) -> str:
    return re.sub(r"^https?://(www\.)?|/$", "", value) if name == "website" else value


def _href(name: str, value: str) -> str:
    """A link that only rings, writes to, or opens what it says."""
    if name == "phone":
        number = re.sub(r"[^\d+]", "", re.split(r"[a-z,;/]", value, flags=re.IGNORECASE)[0])
        return f"tel:{number}" if number else ""
    if name == "email" and value:
        return f"mailto:{value}"
    return value if name == "website" and value.startswith(("https://", "http://")) else ""
