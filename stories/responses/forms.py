"""What a partner writes, and what a moderator says about it."""

from django import forms
from django.utils import timezone

from coproduction_site.forms import Form, ModelForm
from stories.models import Response

Kind = Response.Kind
NEEDS = {
    "owner": (Kind.WILL_CHANGE, "Say who looks after the change."),
    "by_on": (Kind.WILL_CHANGE, "Say by which day."),
    "done_on": (Kind.CHANGED, "Say since which day it is different."),
}


class Day(forms.DateInput):
    """A calendar where the browser has one; a box for 2026-11-30 or 30/11/2026 where it has none."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class AnswerForm(ModelForm):
    marks_optional = False

    by_on = forms.DateField(label="By which day?", required=False, widget=Day)
    done_on = forms.DateField(label="Since which day is it different?", required=False, widget=Day)

    class Meta:
        model = Response
        fields = ["words", "kind", "owner", "by_on", "done_on", "person", "role"]
        widgets = {"kind": forms.RadioSelect}
        labels = {
            "words": "What do you want to say?",
            "kind": "What is your answer?",
            "owner": "Who looks after the change?",
            "person": "Your name",
            "role": "Your role",
        }
        help_texts = {
            "words": "Write as you would speak to the person who told it. Name no child and no family.",
            "owner": "Only if you will change something. A name or a team.",
            "person": "Everybody can read it. An answer comes from a person.",
            "role": "For example: head of the travel team.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("words", "kind", "person", "role"):
            self.fields[name].required = True
        self.fields["kind"].choices = Kind.choices
        self.fields[
            "by_on"
        ].help_text = "Only if you will change something. We ask you again on that day."
        self.fields["done_on"].help_text = "Only if you have changed something."

    def clean(self):
        """What does not belong to the kind of answer is left out; what does has to be there."""
        cleaned = super().clean()
        for name, (kind, sentence) in NEEDS.items():
            if cleaned.get("kind") != kind:
                cleaned[name] = "" if name == "owner" else None
                self.errors.pop(name, None)
            elif not cleaned.get(name) and name not in self.errors:
                self.add_error(name, sentence)
        self._clean_days(cleaned)
        return cleaned

    @property
    def answer(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def _post_clean(self):
        """The row is written by a verb, so nothing is put into the instance here."""

    def _clean_days(self, cleaned) -> None:
        today = timezone.localdate()
        if cleaned.get("by_on") and cleaned["by_on"] < today:
            self.add_error("by_on", "This day has passed. Choose one that is to come.")
        if cleaned.get("done_on") and cleaned["done_on"] > today:
            self.add_error("done_on", "This day is still to come. Choose “We will change something”.")


class GiveBackForm(Form):
    reason = forms.CharField(
        label="Why does it go back?",
        help_text="The partner reads exactly these words. Say what would make it right.",
        max_length=2_000,
        widget=forms.Textarea,
    )
