"""Choosing which chances to see: a GET form, so that what was found has an address."""

from django import forms
from django.db.models import Q, QuerySet

from coproduction_site.forms import Form
from ladder.models import names_of_rungs
from pages.audience import Audience
from pages.chances.gate import Kind
from pages.chances.models import Chance

PAST = "past"
FILTERS = ("kind", "who", "rung", "when")


def _choice(label, *choices) -> forms.ChoiceField:
    told = {"invalid_choice": "This is not in the list. Please choose again."}
    return forms.ChoiceField(label=label, choices=choices, required=False, error_messages=told)


class ChancesForm(Form):
    """An answer that makes no sense is told, and finds nothing the less."""

    marks_optional = False

    kind = _choice("What kind", ("", "Any"), *Kind.choices)
    who = _choice("Who it is for", ("", "Anybody"), *Audience.choices)
    rung = _choice("Rung of the ladder", ("", "Any"))
    when = _choice("When", ("", "You can still join in"), (PAST, "Closed ones"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rungs = {rung.pk: rung for rung in names_of_rungs()}
        rungs = [(rung.slug, rung.name) for rung in self.rungs.values()]
        self.fields["rung"].choices = [("", "Any"), *rungs]

    def chosen(self) -> dict[str, str]:
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: answer for name, answer in self.cleaned_data.items() if answer}

    def found(self, today) -> QuerySet:
        """What is for everybody is for each of them."""
        chosen, chances = self.chosen(), Chance.objects
        found = chances.past(today) if chosen.get("when") == PAST else chances.open(today)
        if kind := chosen.get("kind"):
            found = found.filter(kind=kind)
        if who := chosen.get("who"):
            found = found.filter(Q(audience=who) | Q(audience=Audience.EVERYBODY))
        if rung := chosen.get("rung"):
            found = found.filter(rung__slug=rung)
        return found
