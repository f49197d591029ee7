from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from coproduction_site.finder.details import found_in
from coproduction_site.forms import ModelForm
from coproduction_site.workflow.versions import VersionedForm
from partners.models.known_names import known_to_everybody
from stories.models.local_offer import LocalOfferComment


class LocalOfferForm(VersionedForm, ModelForm):
    """Words that everybody may read, so the finder of personal details reads them first."""

    nobody_recognised = forms.BooleanField(
        label="I have read it again: nobody can be recognised from these words", required=False
    )

    class Meta:
        model = LocalOfferComment
        fields = ["comment", "answer", "is_ready"]
        labels = {
            "comment": "What does the story say about the Local Offer?",
            "answer": "What does the council say, and what will it do?",
            "is_ready": "Show it in the yearly report",
        }
        help_texts = {
            "comment": "In your own words, in a sentence or two. No names, schools, dates or rare conditions.",
            "answer": "The law asks for an answer to each comment. You can leave it empty and come back.",
        }

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("is_ready"):
            self._check_ready(cleaned)
        return cleaned

    @transaction.atomic
    def save(self, user) -> None:
        """Raises ValidationError with a sentence."""
        self.take_version()
        self.instance.keep(user)

    def _check_ready(self, cleaned):
        if not cleaned.get("answer"):
            self.add_error("answer", "Write the answer first, or leave the report for later.")
        if not cleaned.get("nobody_recognised"):
            self.add_error("nobody_recognised", self._ask_to_read_again(cleaned))

    @staticmethod
    def _ask_to_read_again(cleaned) -> ValidationError:
        text = "\n\n".join(cleaned.get(name) or "" for name in ("comment", "answer"))
        found = [text[each.start : each.end] for each in found_in(text, known_to_everybody())]
        if found:
            named = ", ".join(f"“{words}”" for words in dict.fromkeys(found))
            return ValidationError(f"Look at {named}. If nobody can be recognised, tick this box.")
        return ValidationError("Read it once more. If nobody can be recognised, tick this box.")
