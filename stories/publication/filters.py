from django import forms
from django.utils import timezone

from coproduction_site.forms import Form
from ladder.models import Rung
from partners.models import Partner
from stories.models import ages
from stories.models.publication import Publication
from stories.models.themes import Theme
from stories.models.years import span
from stories.publication import progress

FILTERS = ("rung", "partner", "age", "theme", "year", "progress")


class StoryFilter(Form):
    """Which stories to show. The choice travels in the address, so a list can be shared."""

    marks_optional = False

    rung = forms.ChoiceField(label="Rung of the ladder", required=False)
    partner = forms.ChoiceField(label="Who took part", required=False)
    age = forms.ChoiceField(label="Age of the person in it", required=False)
    theme = forms.ChoiceField(label="What it is about", required=False)
    year = forms.TypedChoiceField(label="Year", required=False, coerce=int, empty_value=None)
    progress = forms.ChoiceField(
        label="What came of it", required=False, choices=[("", "Anything"), *progress.CHOICES]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rungs = {rung.slug: rung for rung in Rung.objects.all()}
        self.partners = {partner.slug: partner for partner in Partner.objects.listed()}
        self.themes = {theme.slug: theme for theme in Theme.objects.all()}
        self._offer("rung", "Any rung", self.rungs)
        self._offer("partner", "Anybody", self.partners)
        self._offer("age", "Any age", dict(ages.choices()))
        self._offer("theme", "Anything", self.themes)
        self._offer("year", "Any year", {year: year for year in _years()})

    def clean_rung(self):
        return self.rungs.get(self.cleaned_data["rung"])

    def clean_partner(self):
        return self.partners.get(self.cleaned_data["partner"])

    def clean_theme(self):
        return self.themes.get(self.cleaned_data["theme"])

    def chosen_from(self, stories):
        rung, partner, age, theme, year, how_far = self._chosen()
        stories = stories.filter(rung=rung) if rung else stories
        stories = stories.filter(partners=partner) if partner else stories
        stories = stories.filter(about_age=age) if age else stories
        stories = stories.filter(themes=theme) if theme else stories
        if year:
            start, end = span(year)
            stories = stories.filter(published_at__gte=start, published_at__lt=end)
        return progress.having(stories, how_far) if how_far else stories

    @property
    def in_words(self) -> str:
        """The end of a heading that begins with "Stories"."""
        rung, partner, age, theme, year, how_far = self._chosen()
        came = dict(progress.CHOICES).get(how_far, "")
        parts = [
            f"on the rung {rung}" if rung else "",
            f"with {partner}" if partner else "",
            f"about {_small(theme.name)}" if theme else "",
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


def _small(text: str) -> str:
    """As it stands in the middle of a sentence."""
    return f"{text[:1].lower()}{text[1:]}"


def _years() -> list[int]:
    """From the newest story to the oldest: two looks at an index, however many stories there are."""
    stories = Publication.objects.newest_first().values_list("published_at", flat=True)
    newest, oldest = stories.first(), stories.reverse().first()
    if newest is None:
        return []
    return list(range(timezone.localdate(newest).year, timezone.localdate(oldest).year - 1, -1))
