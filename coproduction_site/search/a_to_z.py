"""Everything under its first letter. What was called otherwise leads on from its former name too."""

from dataclasses import dataclass

from coproduction_site.cache.remembered import remembered
from coproduction_site.search.kinds import kinds
from coproduction_site.search.models import NAMES_APART, SearchEntry
from coproduction_site.search.words import folded

OTHER_SIGNS = "0–9"


@dataclass(frozen=True)
class Line:
    """`leads_to` is the title of today, where `name` is another one."""

    name: str
    address: str
    label: str
    lang: str
    leads_to: str = ""


@remembered
def letters() -> dict[str, list[Line]]:
    """Only those under which something stands, in their order."""
    found: dict[str, list[Line]] = {}
    for line in sorted(_lines(), key=lambda line: (_sorted_by(line.name), line.label)):
        found.setdefault(_letter(line.name), []).append(line)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == OTHER_SIGNS, pair[0])))


def _lines():
    few = {name: kind for name, kind in kinds().items() if not kind.is_numerous}
    rows = SearchEntry.objects.for_everybody().filter(kind__in=few)
    columns = ("kind", "title", "address", "lang", "other_names")
    for kind, title, address, lang, other_names in rows.values_list(*columns):
        label = few[kind].label
        yield Line(title, address, label, lang)
        for name in filter(None, other_names.split(NAMES_APART)):
            yield Line(name, address, label, lang, leads_to=title)


def _sorted_by(name: str) -> str:
    """As a reader would look for it: without “the”, and without capitals and accents."""
    words = folded(name).split()
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and words[1:] else words)


def _letter(name: str) -> str:
    first = _sorted_by(name)[:1].upper()
    return first if first.isalpha() else OTHER_SIGNS
