"""What a moderator writes or chooses with a decision."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from coproduction_site.accounts.staff import staff_with
from coproduction_site.forms import Form
from stories.models import Story
from stories.models.reasons import ReadyQuestion, TakenDownReason
from stories.models.safeguarding import Told


class QuestionForm(Form):
    """One that is ready, or the moderator's own words, or both. The letter holds the two together."""

    ready = forms.ChoiceField(
        label="A question that is ready",
        choices=[("", "None of these"), *ReadyQuestion.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    question = forms.CharField(
        label="What do you want to ask?",
        help_text="The teller reads exactly these words. Ask one thing, kindly.",
        max_length=2_000,
        widget=forms.Textarea,
        required=False,
    )
    marks_optional = False

    def clean(self):
        data = self.cleaned_data
        if not self.errors and not (data.get("ready") or data.get("question")):
            self.add_error("question", "Write a question, or choose one.")
        ready = ReadyQuestion(data["ready"]).label if data.get("ready") else ""
        return {"question": "\n\n".join(filter(None, [ready, data.get("question")]))}


class DeclineForm(Form):
    reason = forms.ChoiceField(
        label="Why can it not be published?",
        choices=Story.DeclineReason.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What do you want to say to the teller?",
        help_text="They read these words. Thank them, and say what would help.",
        max_length=2_000,
        widget=forms.Textarea,
    )


class TakeDownForm(Form):
    reason = forms.ChoiceField(
        label="Why does it come down?",
        choices=TakenDownReason.choices,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label="What do you want to say to the teller?",
        help_text="They read these words, after the reason. They did nothing wrong.",
        max_length=2_000,
        widget=forms.Textarea,
        required=False,
    )
    without_letter = forms.BooleanField(
        label="Send no letter",
        help_text="Only if it was held before to keep somebody safe.",
        required=False,
    )


class ReasonForm(Form):
    """For the people at the desk; the teller is not sent this."""

    reason = forms.CharField(
        label="Why?",
        help_text="For your colleagues. It stays in the history of the story.",
        max_length=2_000,
        widget=forms.Textarea,
    )


class TellForm(Form):
    """Who was told. Only safeguarding leads read it."""

    who = forms.CharField(
        label="Who was told?", help_text="Their name, and where they work.", max_length=200
    )
    how = forms.ChoiceField(label="How?", choices=[("", "Choose one"), *Told.How.choices])
    at = forms.DateTimeField(
        label="When was it?",
        help_text="Leave it empty for now.",
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        required=False,
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at > timezone.now():
            raise ValidationError("That time is still to come.")
        return at


class HoldForm(ReasonForm, TellForm):
    """With whom somebody has spoken already, if they have."""

    field_order = ["reason", "who", "how", "at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["who"].label = "Who was told already?"
        for name in ("who", "how"):
            self.fields[name].required = False

    def clean(self):
        data = self.cleaned_data
        if (data.get("how") or data.get("at")) and not data.get("who"):
            self._ask("who", "Write who was told.")
        if data.get("who") and not data.get("how"):
            self._ask("how", "Choose how they were told.")
        return data

    def _ask(self, name, message) -> None:
        if name not in self.errors:
            self.add_error(name, message)


class HandOverForm(Form):
    """To somebody else who moderates."""

    to = forms.ModelChoiceField(queryset=None, label="To whom?", empty_label="Choose a colleague")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = staff_with("stories.moderate_story")
