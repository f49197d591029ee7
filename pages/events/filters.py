"""Choosing which days to see: a GET form, so that what was found has an address."""

from django import forms
from django.db.models import Q, QuerySet

from coproduction_site.forms import Form
from pages.audience import Audience
from pages.events.models import Event

NOT_IN_LIST = {"invalid_choice": "This is not in the list. Please choose again."}
PAST = "past"


class EventsForm(Form):
    """An answer that makes no sense is told, and finds nothing the less."""

    marks_optional = False

    kind = forms.ChoiceField(
        label="What kind",
        choices=[("", "Any"), *Event.Kind.choices],
        required=False,
        error_messages=NOT_IN_LIST,
    )
    who = forms.ChoiceField(
        label="Who it is for",
        choices=[("", "Anybody"), *Audience.choices],
        required=False,
        error_messages=NOT_IN_LIST,
    )
    when = forms.ChoiceField(
        label="When",
        choices=[("", "Still to come"), (PAST, "In the past")],
        required=False,
        error_messages=NOT_IN_LIST,
    )

    def chosen(self) -> dict:
        if not self.is_bound:
            return {}
        self.full_clean()
        return {name: answer for name, answer in self.cleaned_data.items() if answer}

    def found(self, now) -> QuerySet:
        """What is for everybody is for each of them."""
        chosen, events = self.chosen(), Event.objects
        found = events.past(now) if chosen.get("when") == PAST else events.coming(now)
        if kind := chosen.get("kind"):
            found = found.filter(kind=kind)
        if who := chosen.get("who"):
            found = found.filter(Q(audience=who) | Q(audience=Audience.EVERYBODY))
        return found
