import json

from django.core.exceptions import ValidationError

from coproduction_site.uploads import documents, kinds, pdf, pictures
from coproduction_site.uploads.film_fields import CheckedFileField
from coproduction_site.workflow.versions import VersionedForm

LONGEST_SIDE = 1_600
DOCUMENTS = ("pdf", "docx", "odt")
NOT_ONE = "Please choose a picture, a PDF, or a document of Word or OpenDocument."


class PictureOrDocumentField(CheckedFileField):
    """A picture is drawn anew; a document is made anew without what could do harm."""

    accepted = [*pictures.ACCEPTED, *(f".{kind}" for kind in DOCUMENTS)]
    default_error_messages = {"empty": documents.EMPTY}

    def checked(self, upload):
        kind = kinds.of(upload)
        if kind in pictures.KINDS:
            return pictures.reencoded(upload, LONGEST_SIDE)
        if kind not in DOCUMENTS:
            raise ValidationError(kinds.REFUSALS.get(kind, NOT_ONE))
        return documents.checked(upload).file


class PageFileForm(VersionedForm):
    file = PictureOrDocumentField(
        label="Picture or file", help_text="A picture, PDF, Word or OpenDocument."
    )

    def clean(self):
        """What is kept beside the file is read from it, before the rules of the table are asked."""
        super().clean()
        file = self.cleaned_data.get("file")
        if file and "file" in self.changed_data:
            self.instance.is_picture = file.name.endswith(".webp")
            self.instance.size = file.size
            self.instance.pages = _pages(file) if file.name.endswith(".pdf") else 0
        if self.instance.is_picture and not self.cleaned_data.get("alt"):
            self.add_error("alt", "Say what the picture shows.")
        return self.cleaned_data


def _pages(file) -> int:
    """None are said of what cannot be counted."""
    file.seek(0)
    counted = pdf.page_picture(file.read(), 0)
    file.seek(0)
    return len(json.loads(counted)) if counted else 0
