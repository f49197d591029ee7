"""Everything under its first letter. What was called otherwise leads on from its former name too."""

from operator import itemgetter
from typing import NamedTuple

from coproduction_site.cache.remembered import following, remembered
from coproduction_site.search.kinds import kinds
from coproduction_site.search.models import NAMES_APART, SearchEntry
from coproduction_site.search.words import folded

OTHER_SIGNS = "0–9"


class Line(NamedTuple):
    """`leads_to` is the title of today, where `name` is another one."""

    name: str
    address: str
    label: str
    lang: str
    leads_to: str = ""


class Letter(NamedTuple):
    name: str
    lines: tuple[Line, ...]


@remembered(SearchEntry)
def letters() -> list[Letter]:
    """Only those under which something stands, in their order."""
    few = [name for name, kind in kinds().items() if not kind.is_numerous]
    rows = SearchEntry.objects.for_everybody().filter(kind__in=few)
    return _in_order(*rows.values_list("kind", "title", "address", "lang", "other_names"))


@following
def _in_order(*rows: tuple) -> list[Letter]:
    named = ((sorted_by(line.name), line.label, line) for line in _lines(rows))
    lines = sorted(named, key=itemgetter(0, 1))
    found = [Letter(*pair) for pair in _by_letter(lines)]
    return sorted(found, key=lambda letter: (letter.name == OTHER_SIGNS, letter.name))


def _by_letter(lines):
    by_letter: dict[str, list[Line]] = {}
    for place, _, line in lines:
        by_letter.setdefault(letter_of(place), []).append(line)
    return ((name, tuple(several)) for name, several in by_letter.items())


def _lines(rows):
    known = kinds()
    for kind, title, address, lang, other_names in rows:
        label = known[kind].label
        yield Line(title, address, label, lang)
        for name in filter(None, other_names.split(NAMES_APART)):
            yield Line(name, address, label, lang, leads_to=title)


def sorted_by(name: str) -> str:
    """As a reader would look for it: without “the”, and without capitals and accents."""
    words = folded(name).split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and words[1:] else words)


def letter_of(place: str) -> str:
    """Of what `sorted_by` found."""
    first = place[:1].upper()
    return first if first.isalpha() else OTHER_SIGNS
