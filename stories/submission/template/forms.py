from coproduction_site.forms import Form
from coproduction_site.honeypot import PatientForm
from coproduction_site.uploads.fields import DocumentsField
from stories.models import Story


class TemplateForm(PatientForm, Form):
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
