"""What in a story may tell strangers who somebody is. It suggests; a person decides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from stories.finder import patterns as written_forms
from stories.finder.names import names_in, words_of
from stories.finder.places import settings_in


class Kind(Enum):
    """In the order of what wins where two overlap: what it is called, and what is written in its place."""

    EMAIL = "e-mail address", "[an e-mail address]"
    SOCIAL = "social media name", "[a social media name]"
    BIRTH = "date of birth", "[a date of birth]"
    DATE = "exact date", "[a date]"
    NHS = "NHS number", "[an NHS number]"
    TELEPHONE = "telephone number", "[a telephone number]"
    POSTCODE = "postcode", "[a postcode]"
    ADDRESS = "street address", "[an address]"
    SCHOOL = "school or place", "[a school]"
    NAME = "name", "[a name]"

    def __init__(self, label, instead):
        self.label, self.instead = label, instead


ORDER = {kind: place for place, kind in enumerate(Kind)}
REASONS = {
    Kind.EMAIL: "Anybody could write to this e-mail address.",
    Kind.SOCIAL: "This leads to somebody’s page or account.",
    Kind.BIRTH: "A date of birth helps strangers find out who somebody is.",
    Kind.DATE: "Somebody who was there can tell who it is from an exact date. A month or a season is enough.",
    Kind.NHS: "It looks like an NHS number: its last digit fits the others.",
    Kind.TELEPHONE: "Anybody could ring this number.",
    Kind.POSTCODE: "A postcode stands for only a few homes.",
    Kind.ADDRESS: "It says where somebody lives or goes.",
    Kind.SCHOOL: "It names a school or a place where somebody can be found.",
}


FINDERS = {
    Kind.EMAIL: written_forms.email,
    Kind.SOCIAL: written_forms.social,
    Kind.BIRTH: written_forms.birth,
    Kind.DATE: written_forms.date,
    Kind.NHS: written_forms.nhs,
    Kind.TELEPHONE: written_forms.telephone,
    Kind.POSTCODE: written_forms.postcode,
    Kind.ADDRESS: written_forms.address,
}


@dataclass(frozen=True)
class Detail:
    """Part of a text, from `start` up to `end`, and a sentence that says why it may tell who somebody is."""

    start: int
    end: int
    kind: Kind
    reason: str


def found_in(text: str, known_good: Iterable[str] = ()) -> list[Detail]:
    """Likely personal details, in the order of the text, none overlapping.

    `known_good` are names and numbers that everybody may read: the city, partners, urgent numbers.
    """
    words = words_of(text)
    names = [Detail(*span, Kind.NAME, reason) for *span, reason in names_in(text, words)]
    schools = [Detail(*span, Kind.SCHOOL, REASONS[Kind.SCHOOL]) for span in settings_in(words)]
    patterns = [
        Detail(*span, kind, REASONS[kind]) for kind, find in FINDERS.items() for span in find(text)
    ]
    return _apart(_without(known_good, text, [*names, *schools, *patterns]))


def _without(known_good, text, details):
    """Leaves out what stands inside a name that everybody may read, or is a number that everybody may ring."""
    known = sorted(
        {" ".join(each.split()) for each in known_good if each.strip()}, key=len, reverse=True
    )
    numbers = {digits for each in known if (digits := re.sub(r"\D", "", each))}
    public = set()
    if known:
        phrases = "|".join(re.escape(each) for each in known)
        for match in re.finditer(rf"(?<!\w)(?:{phrases})(?!\w)", text, re.IGNORECASE):
            public.update(range(match.start(), match.end()))
    return [
        each
        for each in details
        if not (each.start in public and each.end - 1 in public)
        and not (
            each.kind is Kind.TELEPHONE and re.sub(r"\D", "", text[each.start : each.end]) in numbers
        )
    ]


def _apart(details):
    """Overlapping details become one, of the kind that says more."""
    apart = []
    for each in sorted(details, key=lambda each: (each.start, ORDER[each.kind], -each.end)):
        last = apart[-1] if apart else None
        if last is None or each.start >= last.end:
            apart.append(each)
            continue
        more = min(last, each, key=lambda one: ORDER[one.kind])
        apart[-1] = Detail(last.start, max(last.end, each.end), more.kind, more.reason)
    return apart
