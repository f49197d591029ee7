from typing import NamedTuple

from django import forms
from django.db.models import F, OuterRef, Q, QuerySet, Subquery, Value
from django.utils import timezone

from coproduction_site.cache.remembered import remembered
from coproduction_site.forms import Form
from ladder.models import Rung
from partners.models import CharterValue, CharterVersion, Partner
from stories.models import ages
from stories.models.publication import Publication
from stories.models.publication_links import PublicationPartner, PublicationTheme, PublicationValue
from stories.models.themes import Theme
from stories.models.years import span
from stories.publication import progress
from stories.publication.listing import Choice, Listing, Way, by, has

FILTERS = ("rung", "partner", "age", "theme", "value", "year", "progress")


def _linked(links, **to) -> Choice:
    """By a link that keeps the place of its story."""
    is_linked = has(links.objects.filter(**to, publication=OuterRef("pk")))
    link = links._meta.model_name
    chosen = Q(*((f"{link}__{name}", thing) for name, thing in to.items()))
    way = Way(chosen, f"{link}__published_at", f"{link}__publication")
    return Choice(is_linked, way)


FOUND_BY = {
    "theme": lambda theme: _linked(PublicationTheme, theme=theme.pk),
    "value": lambda value: _linked(PublicationValue, slug=value.slug),
    "partner": lambda partner: _linked(PublicationPartner, partner=partner.pk),
    "progress": progress.choice,
    "rung": lambda rung: by(rung=rung.pk),
    "age": lambda age: by(about_age=age),
}


class OneOfMany(forms.Select):
    """Without groups and without attributes of an option, which cost more than the options."""

    def optgroups(self, name, value, attrs=None):
        chosen = set(map(str, value))
        options = [
            {"value": key, "label": label, "attrs": {"selected": True} if str(key) in chosen else {}}
            for key, label in self.choices
        ]
        return [(None, options, 0)]


class StoryFilter(Form):
    """Which stories to show. The choice travels in the address, so a list can be shared."""

    marks_optional = False

    rung = forms.ChoiceField(label="Rung of the ladder", required=False, widget=OneOfMany)
    partner = forms.ChoiceField(label="Who took part", required=False, widget=OneOfMany)
    age = forms.ChoiceField(label="Age of the person in it", required=False, widget=OneOfMany)
    theme = forms.ChoiceField(label="What it is about", required=False, widget=OneOfMany)
    value = forms.ChoiceField(label="Promise of the charter", required=False, widget=OneOfMany)
    year = forms.TypedChoiceField(
        label="Year", required=False, coerce=int, empty_value=None, widget=OneOfMany
    )
    progress = forms.ChoiceField(
        label="What came of it",
        required=False,
        choices=[("", "Anything"), *progress.CHOICES],
        widget=OneOfMany,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rungs, self.partners, self.themes, self.values = _offered()
        self._offer("rung", "Any rung", self.rungs)
        self._offer("partner", "Anybody", self.partners)
        self._offer("age", "Any age", dict(ages.choices()))
        self._offer("theme", "Anything", self.themes)
        self._offer("value", "Any promise", self.values)
        self._offer("year", "Any year", {year: year for year in _years()})

    def clean_rung(self):
        return self.rungs.get(self.cleaned_data["rung"])

    def clean_partner(self):
        return self.partners.get(self.cleaned_data["partner"])

    def clean_theme(self):
        return self.themes.get(self.cleaned_data["theme"])

    def clean_value(self):
        return self.values.get(self.cleaned_data["value"])

    def listing(self, place=None) -> Listing:
        """What was chosen, the rarest first as far as one can guess."""
        year = self.cleaned_data["year"]
        choices = [
            find(self.cleaned_data[name]) for name, find in FOUND_BY.items() if self.cleaned_data[name]
        ]
        return Listing(choices, span(year) if year else None, place)

    @property
    def in_words(self) -> str:
        """The end of a heading that begins with "Stories"."""
        rung, partner, age, theme, value, year, how_far = self._chosen()
        came = dict(progress.CHOICES).get(how_far, "")
        parts = [
            f"on the rung {rung}" if rung else "",
            f"with {partner}" if partner else "",
            f"about {_small(theme.name)}" if theme else "",
            f"on the promise “{value}”" if value else "",
            f"(age: {_small(dict(ages.choices())[age])})" if age else "",
            f"from {year}" if year else "",
            f"({_small(came)})" if came else "",
        ]
        return " ".join(part for part in parts if part)

    @property
    def query(self) -> dict[str, str]:
        """Only what was chosen, as it stands in an address."""
        return {
            name: getattr(thing, "slug", thing) for name, thing in self.cleaned_data.items() if thing
        }

    def _chosen(self):
        return [self.cleaned_data[name] for name in FILTERS]

    def _offer(self, name, everything, things) -> None:
        self.fields[name].choices = [
            ("", everything),
            *((slug, str(thing)) for slug, thing in things.items()),
        ]


class Offered(NamedTuple):
    """A rung, a partner, a theme or a value by name alone."""

    pk: int
    slug: str
    name: str

    def __str__(self):
        return self.name


@remembered(Rung, Partner, Theme, CharterValue, CharterVersion)
def _offered() -> tuple[dict, dict, dict, dict]:
    """Rungs, partners, themes and the values of today's charter by their address, in one query."""
    rungs = _named("rung", Rung.objects.all(), F("number") * -1)
    others = (
        _named("partner", Partner.objects.listed(), F("order")),
        _named("theme", Theme.objects.all(), F("order")),
        _named("value", CharterValue.objects.in_force().exclude(slug=""), F("order")),
    )
    found = {"rung": {}, "partner": {}, "theme": {}, "value": {}}
    for kind, _, name, slug, pk in rungs.union(*others, all=True).order_by("what", "at", "name"):
        found[kind][slug] = Offered(pk, slug, name)
    return tuple(found.values())


def _named(kind: str, things, at) -> QuerySet:
    named = things.order_by().annotate(what=Value(kind), at=at)
    return named.values_list("what", "at", "name", "slug", "pk")


def _small(text: str) -> str:
    """As it stands in the middle of a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


@remembered(Publication)
def _years() -> list[int]:
    """From the newest story to the oldest: two looks at an index, however many stories there are."""
    newest_first = Publication.objects.newest_first()
    oldest = Subquery(newest_first.reverse().values("published_at")[:1])
    found = newest_first.values_list("published_at", oldest).first()
    if found is None:
        return []
    newest, oldest = found
    return list(range(timezone.localdate(newest).year, timezone.localdate(oldest).year - 1, -1))
