"""What a host fills in, and the sheet that people answer."""

from datetime import timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone

from coproduction_site.forms import Form, say_plainly
from coproduction_site.workflow.versions import AsShown
from ladder.models import GroupRound, Side
from ladder.models.group_codes import code_in
from ladder.models.groups import MOST_DAYS, MOST_TICKETS
from ladder.reflection.forms import AnswersForm

NO_CODE = "A code has eight signs, such as CFG3-7KMN. Look at it sign by sign."
LAST_DAY = "Choose a day from today on, at most 30 days away."
NOT_PAST = "Choose a day from today on."
MANY_TICKETS = "Write a number from 0 to 200."
MISSING = {
    "work": "Say which piece of work it is about.",
    "sides": "Tick one side or more.",
    "ends_on": "Choose the last day.",
    "step": "Write the step down.",
    "step_by": "Write who does it.",
    "step_on": "Choose a day.",
    "code": "Write the code.",
    "ticket": "Write the eight signs of your ticket.",
}


class _PlainForm(Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        say_plainly(self.fields, MISSING)


def _day(**details) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, error_messages={"invalid": LAST_DAY}, **details)


class RoundForm(_PlainForm):
    """How long people can answer, and whether each needs a ticket."""

    ends_on = _day(label="What is the last day to answer?", help_text="At most 30 days away.")
    tickets = forms.IntegerField(
        label="How many tickets do you want to print?",
        help_text="Each lets one sheet in. Without tickets somebody could answer twice. Leave it empty for none.",
        required=False,
        validators=[MinValueValidator(0, MANY_TICKETS), MaxValueValidator(MOST_TICKETS, MANY_TICKETS)],
        error_messages={"invalid": MANY_TICKETS},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("ends_on", timezone.localdate() + timedelta(days=14))

    def clean_ends_on(self):
        day, today = self.cleaned_data["ends_on"], timezone.localdate()
        if not today <= day <= today + timedelta(days=MOST_DAYS):
            raise ValidationError(LAST_DAY)
        return day

    def clean_tickets(self):
        return self.cleaned_data["tickets"] or 0


class BeginForm(RoundForm):
    """A new group with its first round."""

    work = forms.CharField(
        label="Which piece of work is it about?",
        help_text="For example: the new short breaks plan. Never a person. Everyone with the code reads it.",
        max_length=60,
    )
    sides = forms.MultipleChoiceField(
        label="Who do you ask?",
        help_text="We show nothing of a side with fewer than five.",
        choices=Side.choices,
        initial=[Side.FAMILY, Side.STAFF],
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ["work", "sides", "ends_on", "tickets"]


class CodeForm(_PlainForm):
    """To come into a round without a camera."""

    code = forms.CharField(
        label="Have you got a code?",
        help_text="Eight signs. Capitals and spaces do not matter.",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self):
        code = code_in(self.cleaned_data["code"])
        if not code:
            raise ValidationError(NO_CODE)
        return code


class SheetForm(AnswersForm):
    """The lines of a round, and where the host printed tickets, one of them."""

    def __init__(self, group_round: GroupRound, side: Side, data=None):
        super().__init__(group_round.statements, side, data)
        if group_round.tickets:
            self.fields["ticket"] = forms.CharField(label="Your ticket", max_length=40)
            say_plainly(self.fields, MISSING)

    @property
    def ticket_field(self):
        return self["ticket"] if "ticket" in self.fields else None

    @property
    def ticket(self) -> str:
        return self.cleaned_data.get("ticket", "")


class StepForm(AsShown, _PlainForm):
    """The one step that a group chose."""

    step = forms.CharField(
        label="What will you do?",
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    step_by = forms.CharField(
        label="Who does it?",
        help_text="A team or a role, not a name. For example: the short breaks team.",
        max_length=60,
    )
    step_on = _day(label="By when?")
    is_for_board = forms.BooleanField(
        label="The Board may see this step",
        help_text="The Board sees the piece of work, the step, who and by when. It never sees your answers.",
        required=False,
    )

    def clean_step_on(self):
        day = self.cleaned_data["step_on"]
        if day < timezone.localdate() and "step_on" in self.changed_data:
            raise ValidationError(NOT_PAST)
        return day
