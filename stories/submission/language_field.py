"""The question for the language of a story. Most are in English, so on the page it is folded away."""

from crispy_forms.layout import Div
from django import forms

from stories.models import languages


class LanguageField(forms.ChoiceField):
    def __init__(self, **details):
        super().__init__(
            label="Which language is your story in?",
            help_text="You can write in your language. We find somebody to translate.",
            choices=languages.choices,
            required=False,
            **details,
        )


class Folded(Div):
    """Open where something else than English was chosen, or what was chosen is wrong."""

    template = "stories/submission/other_language.html"

    def render(self, form, context, **details):
        field = form["language"]
        self.is_open = bool(field.value() or field.errors)
        return super().render(form, context, **details)
