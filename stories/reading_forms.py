from django import forms

from coproduction_site.forms import Form
from ladder.models import Rung
from partners.models import Partner


class StoryFilter(Form):
    """Which stories to show. The choice travels in the address, so a list can be shared."""

    marks_optional = False

    rung = forms.ChoiceField(label="Rung of the ladder", required=False)
    partner = forms.ChoiceField(label="Who took part", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rungs = {rung.slug: rung for rung in Rung.objects.all()}
        self.partners = {partner.slug: partner for partner in Partner.objects.listed()}
        self._offer("rung", "Any rung", self.rungs)
        self._offer("partner", "Anybody", self.partners)

    def clean_rung(self):
        return self.rungs.get(self.cleaned_data["rung"])

    def clean_partner(self):
        return self.partners.get(self.cleaned_data["partner"])

    def chosen_from(self, stories):
        rung, partner = self.cleaned_data["rung"], self.cleaned_data["partner"]
        stories = stories.filter(rung=rung) if rung else stories
        return stories.filter(partners=partner) if partner else stories

    @property
    def in_words(self) -> str:
        """The end of a heading that begins with "Stories"."""
        rung, partner = self.cleaned_data["rung"], self.cleaned_data["partner"]
        parts = [f"on the rung {rung}" if rung else "", f"with {partner}" if partner else ""]
        return " ".join(part for part in parts if part)

    @property
    def query(self) -> dict[str, str]:
        return {name: thing.slug for name, thing in self.cleaned_data.items() if thing}

    def _offer(self, name, everything, things) -> None:
        self.fields[name].choices = [
            ("", everything),
            *((slug, str(thing)) for slug, thing in things.items()),
        ]
