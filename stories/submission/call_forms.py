import re

from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.forms import ModelForm
from coproduction_site.honeypot import HoneypotForm
from stories.models import languages
from stories.models.calls import CallRequest

NOT_A_NUMBER = "Write a telephone number, like 01902 123456."


class CallForm(HoneypotForm, ModelForm):
    """What we must know to ring somebody. Only the number is needed."""

    language = forms.ChoiceField(label="Which language do you want to speak?", required=False)

    class Meta:
        model = CallRequest
        fields = ["number", "name", "when", "language", "needs_interpreter", "words"]
        labels = {"needs_interpreter": "I would like an interpreter. It costs me nothing"}
        help_texts = {
            "number": "We use it for this call, and then we delete it.",
            "name": "A first name, or one that you make up.",
            "when": "For example: mornings, or Tuesday after 4. Tell us too if we may leave a message.",
            "words": "For example: please ring twice, or I use a text phone.",
        }
        widgets = {
            "number": forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        error_messages = {"number": {"required": "Write the number that we shall ring."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = languages.choices()

    def clean_number(self):
        return number_to_ring(self.cleaned_data["number"])


def number_to_ring(text: str) -> str:
    """Raises ValidationError with a sentence if nobody could ring it."""
    number = text.strip()
    digits = sum(sign.isdigit() for sign in number)
    if not re.fullmatch(r"[\d+() .-]+", number, re.ASCII) or not 6 <= digits <= 15:
        raise ValidationError(NOT_A_NUMBER)
    return number
