"""What a moderator writes or chooses with a decision."""

from django import forms

from coproduction_site.accounts.staff import staff_with
from coproduction_site.forms import Form
from stories.models import Story
from stories.models.reasons import ReadyQuestion, TakenDownReason


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


class HandOverForm(Form):
    """To somebody else who moderates."""

    to = forms.ModelChoiceField(queryset=None, label="To whom?", empty_label="Choose a colleague")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = staff_with("stories.moderate_story")
