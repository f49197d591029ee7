from django import forms
from django.utils.translation import gettext_noop as _

from coproduction_site.forms import Form
from coproduction_site.honeypot import HoneypotForm
from coproduction_site.uploads.fields import DocumentsField
from stories.models import Story
from stories.submission.forms import StoryForm
from stories.submission.template.reading import Reading


class TemplateForm(HoneypotForm, Form):
    """The files go on to `template.actions`, which knows what may be in them."""

    file = DocumentsField(
        purpose="template-sent-back",
        label="Your file, or photos of your pages",
        help_text="A Word file, a PDF or another document. Or photos of the paper: "
        "choose up to 20, in their order.",
        error_messages={"required": "Choose the file first.", "missing": "Choose the file first."},
    )

    @property
    def instance(self):
        """A robot is asked to wait as if it began a story."""
        return Story()


class ChooseForm(Form):
    """Where several boxes were ticked and one is asked. Left open, the question is asked on its page."""

    marks_optional = False

    def __init__(self, data=None, *, reading: Reading):
        super().__init__(data)
        questions = StoryForm().fields
        for name, values in reading.doubts.items():
            labels = {str(value): label for value, label in questions[name].choices}
            self.fields[name] = forms.ChoiceField(
                label=questions[name].label,
                help_text=_("You ticked more than one box. Choose the one that fits best."),
                choices=[(value or NOTHING, labels[value]) for value in values],
                widget=forms.RadioSelect,
                required=False,
            )

    @property
    def chosen(self) -> dict[str, str]:
        return {
            name: "" if value == NOTHING else value for name, value in self.cleaned_data.items() if value
        }


NOTHING = "-"  # “I am not sure” is an answer too, and its value in a story is none.
