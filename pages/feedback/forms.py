from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.finder.highlights import details_in
from coproduction_site.forms import ModelForm, say_plainly
from coproduction_site.honeypot import HoneypotForm
from pages.feedback.models import PageFeedback

LOOK_AGAIN = "Is this about a person: %s? Please take it out, or tick the box below."


class PageFeedbackForm(HoneypotForm, ModelForm):
    """The row is written once under its key, so nothing is put into the instance here."""

    is_sure = forms.BooleanField(label="I have looked. It tells nobody who somebody is.", required=False)

    class Meta:
        model = PageFeedback
        fields = ["helped", "reason", "words"]
        labels = {
            "helped": "Did this page help?",
            "reason": "If not: what was it?",
            "words": "What would make it better?",
        }
        help_texts = {
            "words": "You can leave this empty. No names, please: not of you, a child or a school.",
        }
        widgets = {
            "helped": forms.RadioSelect,
            "reason": forms.RadioSelect,
            "words": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["helped"].choices = PageFeedback.Helped.choices
        self.fields["reason"].choices = PageFeedback.Reason.choices
        say_plainly(self.fields, {"helped": "Choose yes, partly or no."})
        if not self._names:
            del self.fields["is_sure"]

    @property
    def answers(self) -> dict:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def clean(self):
        """What looks like a name is asked about once, and never refused: the finder can be wrong."""
        cleaned = super().clean()
        if self._names and not cleaned.get("is_sure"):
            self.add_error("words", ValidationError(LOOK_AGAIN % self._names))
        return cleaned

    def _post_clean(self):
        pass

    @property
    def _names(self) -> str:
        """What may say who somebody is, as it was typed."""
        text = self.data.get("words", "")[: 10 * self.fields["words"].max_length]
        return ", ".join(f"“{detail.words}”" for detail in details_in([text])) if text else ""
