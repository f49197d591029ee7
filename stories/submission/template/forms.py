from django import forms

from coproduction_site.forms import Form
from coproduction_site.honeypot import PatientForm
from coproduction_site.uploads import documents
from stories.models import Story


class TemplateForm(PatientForm, Form):
    """The file goes on to `template.actions`, which knows what may be in it."""

    file = forms.FileField(
        label="Your file",
        help_text="Our template as a Word file (.docx). Or a PDF, text or OpenDocument file. Up to 6 MB.",
        widget=forms.FileInput(attrs={"accept": ",".join(documents.ACCEPTED)}),
        error_messages={
            "required": "Choose the file first.",
            "empty": documents.EMPTY,
            "missing": "Choose the file first.",
        },
    )

    @property
    def instance(self):
        """A robot is asked to wait as if it began a story."""
        return Story()
