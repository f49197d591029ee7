"""Documents that people send: four kinds, known by what is in them, made anew without what could do harm.

They are for moderators alone. Nothing here trusts the name, the announced type or the announced size.
"""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.crypto import get_random_string

from coproduction_site.uploads import names, pdf, zipped_files

MOST_BYTES = 6_000_000
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "txt": "text/plain; charset=utf-8",
}
ACCEPTED = [f".{kind}" for kind in CONTENT_TYPES]

OLD_WORD = b"\xd0\xcf\x11\xe0"
NOT_ALLOWED = (
    "We can take PDF, Word (.docx), OpenDocument (.odt) and text (.txt) files. This is another kind."
)
TOO_BIG = "This document is too big. The most is 6 MB."
EMPTY = "This document is empty."
OLD = "This is an old kind of Word file. Please save it as .docx or as PDF, and send that."
WRONG_END = (
    "The end of its name says “{end}”, but inside it is something else. Please save it again as PDF."
)
NOT_TEXT = "We could not read this text. Please save it as PDF, or as text in UTF-8."
CONTROLS = {chr(number) for number in range(32)} - set("\t\n\r\f")


@dataclass(frozen=True)
class Checked:
    """Ready to be kept. `name` is for people; the file itself is stored under a name of ours."""

    kind: str
    name: str
    file: ContentFile


def checked(upload) -> Checked:
    """Raises ValidationError with a sentence for the person who sent it."""
    if upload.size > MOST_BYTES:
        raise ValidationError(TOO_BIG)
    upload.seek(0)
    content = upload.read(MOST_BYTES + 1)
    if not content:
        raise ValidationError(EMPTY)
    name = names.cleaned(upload.name)
    kind = _kind(content, PurePath(name).suffix.lower())
    clean = CLEANED[kind](content)
    return Checked(kind, name, ContentFile(clean, name=f"{get_random_string(16).lower()}.{kind}"))


def content_type(name: str) -> str:
    """By the end of the name that we gave it."""
    return CONTENT_TYPES.get(PurePath(name).suffix.lstrip("."), "application/octet-stream")


def _kind(content: bytes, end: str) -> str:
    """What it is by its first bytes. The end of its name must say the same."""
    kind = _by_signature(content)
    if kind is None and end == ".txt":
        return "txt"
    if kind is None:
        raise ValidationError(NOT_ALLOWED)
    if end != f".{kind}":
        raise ValidationError(WRONG_END.format(end=end) if end in ACCEPTED else NOT_ALLOWED)
    return kind


def _by_signature(content: bytes) -> str | None:
    if content.startswith(OLD_WORD):
        raise ValidationError(OLD)
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(zipped_files.SIGNATURE):
        return zipped_files.kind(content)
    return None


def _text(content: bytes) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(NOT_TEXT) from error
    if not CONTROLS.isdisjoint(text):
        raise ValidationError(NOT_TEXT)
    return content


CLEANED = {
    "pdf": pdf.cleaned,
    "docx": zipped_files.cleaned_docx,
    "odt": zipped_files.cleaned_odt,
    "txt": _text,
}
