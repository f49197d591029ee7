"""What a moderator writes or chooses with a decision, and what is written to keep somebody safe."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from coproduction_site.accounts.staff import staff_with
from coproduction_site.forms import Form
from stories.models import reasons, safeguarding
from stories.models.cases import ENDS, NEEDS_WORDS
from stories.models.reasons import SentenceKind
from stories.models.safeguarding import Told

NOBODY_YET = "nobody"


class QuestionForm(Form):
    """One that is ready, or the moderator's own words, or both. The letter holds the two together."""

    ready = forms.ChoiceField(
        label="A question that is ready",
        choices=reasons.choices_of(SentenceKind.QUESTION, ("", "None of these")),
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
        ready = reasons.in_words(SentenceKind.QUESTION, data["ready"]) if data.get("ready") else ""
        return {"question": "\n\n".join(filter(None, [ready, data.get("question")]))}


class DeclineForm(Form):
    reason = forms.ChoiceField(
        label="Why can it not be published?",
        choices=reasons.choices_of(SentenceKind.DECLINED),
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
        choices=reasons.choices_of(SentenceKind.TAKEN_DOWN),
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


class HandOverForm(Form):
    """To somebody else who moderates."""

    to = forms.ModelChoiceField(queryset=None, label="To whom?", empty_label="Choose a colleague")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = staff_with("stories.moderate_story")


class MomentField(forms.DateTimeField):
    widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class TellForm(Form):
    """Who was told. Only safeguarding leads read it."""

    who = forms.CharField(
        label="Who was told?", help_text="Their name, and where they work.", max_length=200
    )
    how = forms.ChoiceField(label="How?", choices=[("", "Choose one"), *Told.How.choices])
    at = MomentField(
        label="When was it?", help_text="Leave it empty if it was just now.", required=False
    )

    def clean_at(self):
        at = self.cleaned_data["at"]
        if at and at > timezone.now():
            raise ValidationError("That time is still to come.")
        return at


class HoldForm(ReasonForm, TellForm):
    """Asks plainly whom somebody has rung. “Nobody yet” is an answer too."""

    rung = forms.ChoiceField(
        label="Have you rung somebody?",
        choices=[("yes", "Yes. I write down below who it was"), (NOBODY_YET, "Nobody yet")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you have rung somebody. It can be “nobody yet”."},
    )
    field_order = ["reason", "rung", "who", "how", "at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Why may somebody not be safe?"
        self.fields["reason"].help_text = "The safeguarding leads read this first."
        self.fields["who"].label = "Who was rung, or told?"
        for name in ("who", "how"):
            self.fields[name].required = False

    def clean(self):
        """Without the question itself: what counts is who it was."""
        data = self.cleaned_data
        rung = data.pop("rung", "")
        is_begun = rung == "yes" or data.get("how") or data.get("at")
        if is_begun and not data.get("who"):
            self._ask("who", "Write who was told.")
        if data.get("who") and not data.get("how"):
            self._ask("how", "Choose how they were told.")
        if data.get("who") and rung == NOBODY_YET:
            self._ask("rung", "You wrote down who it was. Choose “yes”, or take the name out.")
        return data

    def _ask(self, name, message) -> None:
        if name not in self.errors:
            self.add_error(name, message)


class TakeForm(Form):
    owner = forms.ModelChoiceField(
        queryset=None, label="Who looks after it?", empty_label="Choose a safeguarding lead"
    )
    due_at = MomentField(label="By when is the next step done?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = safeguarding.leads()

    def clean_due_at(self):
        due_at = self.cleaned_data["due_at"]
        if due_at < timezone.now():
            raise ValidationError("That time is over. Write one that is still to come.")
        return due_at


class NoteForm(Form):
    note = forms.CharField(
        label="What should the other leads know?", max_length=5_000, widget=forms.Textarea
    )


class CloseForm(Form):
    outcome = forms.ChoiceField(label="How did it end?", choices=ENDS, widget=forms.RadioSelect)
    outcome_words = forms.CharField(
        label="To whom was it passed on, or what else should be kept?",
        help_text="Name the person or the team, and the number of their record if there is one.",
        max_length=2_000,
        widget=forms.Textarea,
        required=False,
    )

    def clean(self):
        data = self.cleaned_data
        if data.get("outcome") in NEEDS_WORDS and not data.get("outcome_words"):
            self.add_error("outcome_words", "Write a few words: to whom it went, or what happened.")
        return data


class ReopenForm(Form):
    why = forms.CharField(label="What is new?", max_length=2_000, widget=forms.Textarea)


class ReleaseForm(ReasonForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "What should moderators know?"
        self.fields["reason"].help_text = "They read this note before the story. Name nobody in it."


class GlassForm(Form):
    """Which story is known by its reference alone."""

    story = forms.ModelChoiceField(
        queryset=None, label="Which story?", empty_label="Choose its reference"
    )
    why = forms.CharField(
        label="Why must you read it now?",
        help_text="Every safeguarding lead can read this answer.",
        max_length=2_000,
        widget=forms.Textarea,
    )

    def __init__(self, *args, stories, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["story"].queryset = stories
