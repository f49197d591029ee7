"""Form fields for a film and its captions. What stands there stays, unless another is chosen or it is taken away."""

from django import forms
from django.core.files.base import ContentFile
from django.utils.crypto import get_random_string

from coproduction_site.uploads import captions, films


class PresentFileInput(forms.ClearableFileInput):
    """Says that there is a file, without an address: only the page that shows it knows one."""

    template_name = "forms/present_file.html"


class CheckedFileField(forms.FileField):
    """Gives an upload under a name of ours, None for no new one, or False to take away what stands there."""

    widget = PresentFileInput
    accepted: list[str] = []

    def __init__(self, **options):
        super().__init__(**options)
        self.widget.attrs["accept"] = ",".join(self.accepted)

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return self.checked(upload) if data else upload

    def checked(self, upload):
        raise NotImplementedError


class FilmField(CheckedFileField):
    accepted = films.ACCEPTED
    default_error_messages = {"empty": films.EMPTY}

    def checked(self, upload):
        upload.name = _name(films.checked(upload))
        return upload


class CaptionsField(CheckedFileField):
    accepted = captions.ACCEPTED
    default_error_messages = {"empty": captions.NO_CAPTIONS}

    def checked(self, upload):
        return ContentFile(captions.checked(upload), name=_name("vtt"))


def _name(kind: str) -> str:
    return f"{get_random_string(16).lower()}.{kind}"
