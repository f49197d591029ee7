"""Finding a resource: a GET form, so that what was found has an address."""

from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django import forms
from django.db.models import Count, F, Q

from coproduction_site.cache.remembered import remembered
from coproduction_site.forms import Form
from ladder.models import names_of_rungs
from pages.audience import Audience
from pages.resources.formats import ResourceFormat
from pages.resources.kinds import LANGUAGES, Format, Kind, Level
from pages.resources.models import Resource

FILTERS = ("kind", "who", "rung", "level", "time", "language", "easy", "format")
PAGE_SIZE = 24
ON_A_CARD = ("slug", "title", "summary", "kind", "audience", "minutes", "is_easy_read", "source")
TIMES = [("10", "10 minutes or less"), ("30", "Half an hour or less"), ("60", "An hour or less")]
IN_THE_LIST = {"invalid_choice": "This is not in the list. Please choose again."}
FITS = {
    "kind": lambda kind: Q(kind=kind),
    "who": lambda who: Q(audience__in=[who, Audience.EVERYBODY]),
    "rung": lambda slug: Q(rung__slug=slug),
    "level": lambda level: Q(level__in=[level, Level.ANY]),
    "time": lambda minutes: Q(minutes__lte=int(minutes)),
    "language": lambda lang: Q(lang=lang) | _with(lang=lang),
    "easy": lambda yes: Q(is_easy_read=True),
    "format": lambda format: _with(format=format),
}


@dataclass(frozen=True)
class Near:
    """A choice with fewer answers that finds something."""

    label: str
    query: str
    number: int


def _choice(label) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, error_messages=IN_THE_LIST)


class ResourceFilter(Form):
    """An answer that makes no sense is told, and finds nothing the less."""

    marks_optional = False

    kind = _choice("Kind")
    who = _choice("For whom")
    rung = _choice("Rung of the ladder")
    level = _choice("Level")
    time = _choice("Time")
    language = _choice("Language")
    easy = _choice("Easy Read")
    format = _choice("Format")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rungs = [(rung.slug, rung.name) for rung in names_of_rungs()]
        offered = {
            "kind": ("Any", Kind.choices),
            "who": ("Anybody", _without(Audience.EVERYBODY, Audience)),
            "rung": ("Any", rungs),
            "level": ("Any", _without(Level.ANY, Level)),
            "time": ("Any", TIMES),
            "language": ("Any", _languages()),
            "easy": ("Any", [("yes", "Easy Read only")]),
            "format": ("Any", Format.choices),
        }
        for name, (anything, choices) in offered.items():
            self.fields[name].choices = [("", anything), *choices]

    def chosen(self) -> dict[str, str]:
        """Only what makes sense; nothing before somebody has chosen."""
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: text for name, text in self.cleaned_data.items() if text}

    def nearest(self) -> Near | None:
        """Of the choices with one answer less, or else with one answer alone, that which finds most. One query."""
        chosen = self.chosen()
        fewer = [{name: chosen[name] for name in chosen if name != left} for left in chosen]
        alone = [{name: text} for name, text in chosen.items()]
        tried = [ways for ways in (fewer, alone) if ways and ways[0]]
        counts = _counted([way for ways in tried for way in ways])
        for ways in tried:
            found = max(
                ((counts.pop(0), number) for number in range(len(ways))), key=lambda pair: pair[0]
            )
            if found[0]:
                return self._near(ways[found[1]], found[0])
        return None

    def _near(self, way: dict, number: int) -> Near:
        labels = [dict(self.fields[name].choices)[text] for name, text in way.items()]
        return Near(", ".join(labels), urlencode(way), number)


def fitting(chosen: dict[str, str]):
    return Resource.objects.listed().filter(_all_of(chosen))


def one_page(chosen: dict[str, str], after: str) -> tuple[list[Resource], str]:
    """By title, from the one after the address given; and where the next page begins, if there is one."""
    rows = fitting(chosen)
    last = Resource.objects.filter(slug=after).only("title").first() if after else None
    if last:
        rows = rows.filter(Q(title__gt=last.title) | Q(title=last.title, pk__gt=last.pk))
    found = _with_formats(rows[: PAGE_SIZE + 1])
    shown = found[:PAGE_SIZE]
    return shown, shown[-1].slug if len(found) > PAGE_SIZE else ""


def _with_formats(rows) -> list[Resource]:
    """Each with the formats that it is there in, in one query for all."""
    columns = {f"in_{name}": F(f"formats__{name}") for name in ("format", "size", "lang")}
    joined = Resource.objects.only(*ON_A_CARD).filter(pk__in=rows.values("pk")).annotate(**columns)
    found = []
    for _, same in groupby(joined.order_by("title", "pk", "formats__pk"), key=lambda row: row.pk):
        same = list(same)
        same[0].ways = [
            ResourceFormat(format=row.in_format, size=row.in_size, lang=row.in_lang)
            for row in same
            if row.in_format
        ]
        found.append(same[0])
    return found


def _with(**columns) -> Q:
    """Those that are there in such a format."""
    return Q(pk__in=ResourceFormat.objects.filter(**columns).values("resource"))


def _counted(ways: list[dict]) -> list[int]:
    if not ways:
        return []
    counts = {f"way_{number}": Count("pk", filter=_all_of(way)) for number, way in enumerate(ways)}
    found = Resource.objects.listed().aggregate(**counts)
    return [found[name] for name in counts]


def _all_of(chosen: dict[str, str]) -> Q:
    fits = Q()
    for name, text in chosen.items():
        fits &= FITS[name](text)
    return fits


def _without(one, choices) -> list[tuple[str, str]]:
    return [(value, label) for value, label in choices.choices if value != one]


@remembered(Resource, ResourceFormat)
def _languages() -> list[tuple[str, str]]:
    listed = Resource.objects.listed().order_by().values_list("lang")
    of_formats = ResourceFormat.objects.listed().order_by().values_list("lang")
    used = {lang for (lang,) in listed.union(of_formats)}
    return [(code, label) for code, label in LANGUAGES if code in used]
