from django import forms
from django.db.models import Q, QuerySet

from coproduction_site.forms import Form
from ladder.models import Method, names_of_rungs

FILTERS = ("level", "rung", "time")
LEVELS = {
    "one-person": ("One person", Q(for_one_person=True)),
    "a-service": ("A service", Q(for_a_service=True)),
    "the-city": ("The city", Q(for_the_city=True)),
}


class MethodFilter(Form):
    """Which ways to show. The choice travels in the address, so a list can be shared."""

    marks_optional = False

    level = forms.ChoiceField(
        label="Level",
        required=False,
        choices=[("", "Any level"), *((key, label) for key, (label, _) in LEVELS.items())],
    )
    rung = forms.ChoiceField(label="Gets as far as", required=False)
    time = forms.ChoiceField(
        label="Time", required=False, choices=[("", "Any time"), *Method.Takes.choices]
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rungs = {rung.slug: rung for rung in names_of_rungs()}
        names = [(slug, rung.name) for slug, rung in self.rungs.items()]
        self.fields["rung"].choices = [("", "Any rung"), *names]

    def found(self, methods: QuerySet) -> QuerySet:
        """A way that gets further gets as far."""
        level, rung, time = (self.cleaned_data[name] for name in FILTERS)
        found = methods.filter(LEVELS[level][1]) if level else methods
        if rung:
            found = found.filter(usual_highest_rung__number__gte=self.rungs[rung].number)
        return found.filter(takes=time) if time else found

    @property
    def is_used(self) -> bool:
        return any(self.cleaned_data.values())
