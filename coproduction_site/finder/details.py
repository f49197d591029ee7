"""What in a story may tell strangers who somebody is. It suggests; a person decides."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from coproduction_site.finder import patterns
from coproduction_site.finder.names import names_in
from coproduction_site.finder.places import named_in, settings_in
from coproduction_site.finder.words import words_of
from coproduction_site.folding import folded


class Kind(Enum):
    """In the order of what wins where two overlap. What may stand in its place: `rewording`."""

    EMAIL = "e-mail address"
    SOCIAL = "social media name"
    BIRTH = "date of birth"
    DATE = "exact date"
    NHS = "NHS number"
    TELEPHONE = "telephone number"
    POSTCODE = "postcode"
    ADDRESS = "street address"
    SCHOOL = "school or place"
    NAME = "name"

    @property
    def label(self) -> str:
        return self.value


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
IN_CONFIDENCE = "Its teller named this place to us alone."

FINDERS = {
    Kind.EMAIL: patterns.email,
    Kind.SOCIAL: patterns.social,
    Kind.BIRTH: patterns.birth,
    Kind.DATE: patterns.date,
    Kind.NHS: patterns.nhs,
    Kind.TELEPHONE: patterns.telephone,
    Kind.POSTCODE: patterns.postcode,
    Kind.ADDRESS: patterns.address,
}


@dataclass(frozen=True)
class Detail:
    """Part of a text, from `start` up to `end`, and a sentence that says why it may tell who somebody is."""

    start: int
    end: int
    kind: Kind
    reason: str


def found_in(typed: str, known_good: Iterable[str] = (), named: Iterable[str] = ()) -> list[Detail]:
    """Likely personal details, in the order of the text, none overlapping.

    They are looked for in plain signs (`folding`), and stand where they were typed.
    `known_good` are names and numbers that everybody may read: the city, partners, urgent numbers.
    `named` are places that were named to us in confidence.
    """
    plain = folded(typed)
    words = words_of(plain.text)
    found = [Detail(*span, Kind.NAME, reason) for *span, reason in names_in(plain.text, words)]
    found += [Detail(*span, Kind.SCHOOL, REASONS[Kind.SCHOOL]) for span in settings_in(words)]
    found += [Detail(*span, Kind.SCHOOL, IN_CONFIDENCE) for span in named_in(plain.text, named)]
    found += [
        Detail(*span, kind, REASONS[kind])
        for kind, spans_in in FINDERS.items()
        for span in spans_in(plain.text)
    ]
    return [
        Detail(*plain.span(detail.start, detail.end), detail.kind, detail.reason)
        for detail in _apart(_without(known_good, plain.text, found))
    ]


def _without(known_good, text, details):
    """Leaves out what stands inside a name that everybody may read, or is a number that everybody may ring."""
    known = sorted(
        {name for each in known_good if (name := " ".join(folded(each).text.split()))},
        key=len,
        reverse=True,
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
