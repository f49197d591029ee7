"""Form fields for files: looked into and made anew while the form is checked, and not lost by another answer."""

from django import forms
from django.core.exceptions import ValidationError

from coproduction_site.uploads import documents, kept, names, pictures
from coproduction_site.uploads.documents import Checked


class KeptInput(forms.FileInput):
    """Shows what was chosen and taken already, and sends it again."""

    template_name = "forms/kept_file.html"
    purpose = ""
    chosen: tuple[Checked, ...] | list[Checked] = ()
    token = ""

    def value_from_datadict(self, data, files, name):
        """A list of uploads; else what this form kept before; else nothing."""
        sent = files.getlist(name) if hasattr(files, "getlist") else [files.get(name)]
        sent = [upload for upload in sent if upload]
        sent = sent if self.allow_multiple_selected else sent[-1:]
        return sent or kept.again(data.get(f"{name}_kept", ""), self.purpose) or None

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        if self.chosen and not self.token:
            self._keep()
        chosen_names = [checked.name for checked in self.chosen]
        context["widget"] |= {"token": self.token, "chosen": chosen_names}
        return context

    def _keep(self):
        """A disk that is full costs the choice, and not the page."""
        try:
            self.token = kept.keep(self.chosen, self.purpose)
        except OSError:
            self.chosen = ()


class SeveralInput(KeptInput):
    allow_multiple_selected = True


class KeptFileField(forms.FileField):
    """Gives a list of `Checked`. A kind of field says in `check` what a list of uploads becomes.

    `purpose` is a name that no other field of the site has.
    """

    widget = KeptInput
    accepted: tuple[str, ...] | list[str] = ()
    no_room = ""  # A sentence for the place that is full: then nothing is looked into.

    def __init__(self, *, purpose: str, **options):
        super().__init__(**options)
        self.widget.purpose = purpose
        self.widget.attrs["accept"] = ",".join(self.accepted)

    def clean(self, data, initial=None):
        if not data:
            return self._without(initial)
        if self.no_room:
            raise ValidationError(self.no_room)
        if not isinstance(data[0], Checked):
            for upload in data:
                super().clean(upload, None)
            data = self.check(data)
        self.widget.chosen = data
        return data

    def _without(self, initial):
        return super().clean(None, initial)

    def check(self, uploads) -> list[Checked]:
        raise NotImplementedError


class PictureField(KeptFileField):
    """One picture, drawn anew as WebP, `longest_side` dots at most (see `pictures.reencoded`)."""

    accepted = pictures.ACCEPTED
    default_error_messages = {"empty": "This picture is empty. Please choose it again."}

    def __init__(self, *, longest_side: int, is_logo: bool = False, **options):
        super().__init__(**options)
        self.longest_side, self.is_logo = longest_side, is_logo

    def check(self, uploads):
        (upload,) = uploads
        drawn = pictures.reencoded(upload, self.longest_side, self.is_logo)
        return [Checked("webp", names.cleaned(upload.name), drawn)]


class DocumentsField(KeptFileField):
    """Documents, and photos of paper: several at once, of which the photos become one PDF."""

    widget = SeveralInput
    accepted = documents.ACCEPTED_WITH_PHOTOS
    default_error_messages = {"empty": documents.EMPTY}

    def check(self, uploads):
        return documents.all_checked(uploads)


class PdfField(KeptFileField):
    """One PDF, or photos of paper that become one."""

    widget = SeveralInput
    accepted = [".pdf", *pictures.ACCEPTED]
    default_error_messages = {"empty": documents.EMPTY, "not_pdf": "Please send a PDF, or photos of it."}

    def check(self, uploads):
        checked = documents.all_checked(uploads)
        if [document.kind for document in checked] != ["pdf"]:
            raise ValidationError(self.error_messages["not_pdf"])
        return checked
