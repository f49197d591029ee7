"""Documents that people send: known by what is in them, made anew without what could do harm.

They are for moderators alone. Nothing here trusts the name, the announced type or the announced size.
"""

from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.crypto import get_random_string

from coproduction_site.sentences import Sentence
from coproduction_site.uploads import kinds, names, office, pdf, pictures, zipped_files

MOST_BYTES = 24_000_000
MOST_FILES = pictures.MOST_PAGES
CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "doc": "application/msword",
    "rtf": "application/rtf",
    "txt": "text/plain; charset=utf-8",
}
ACCEPTED = [f".{kind}" for kind in CONTENT_TYPES]
# By their types and not as “any picture”: then an iPhone sends what we can read.
ACCEPTED_WITH_PHOTOS = [*ACCEPTED, *pictures.ACCEPTED]
PAPER = "photos-of-paper.pdf"

TOO_BIG = "This document is too big. The most is 24 MB. Please send it in parts, or as photos."
EMPTY = "This document is empty. Please choose it again."
NOT_TEXT = "We could not read this text. Please save it as PDF, and send that."
TOO_MANY = f"We can take {MOST_FILES} files at a time. Please send the others after these."
CONTROLS = {chr(number) for number in range(32)} - set("\t\n\r\f")
LETTERS_OF_OLD_WINDOWS = "cp1252"


@dataclass(frozen=True)
class Checked:
    """Ready to be kept. `name` is for people; the file itself is stored under a name of ours."""

    kind: str
    name: str
    file: ContentFile


def checked(upload) -> Checked:
    """Raises ValidationError with a sentence for the person who sent it."""
    kind = _kind(upload)
    if upload.size > MOST_BYTES:
        raise ValidationError(TOO_BIG)
    upload.seek(0)
    clean = CLEANED[kind](upload.read(MOST_BYTES + 1))
    return _checked(kind, names.ending(names.cleaned(upload.name), kind), clean)


def all_checked(uploads) -> list[Checked]:
    """Photos and scans among them become one PDF, page by page in their order; it stands first.

    Raises ValidationError with a sentence; if there are several, it names the file that is meant.
    """
    if len(uploads) > MOST_FILES:
        raise ValidationError(TOO_MANY)
    of_paper = [upload for upload in uploads if kinds.of(upload) in pictures.KINDS]
    others = [_named(upload, len(uploads)) for upload in uploads if upload not in of_paper]
    paper = [_checked("pdf", PAPER, pictures.as_one_pdf(of_paper))] if of_paper else []
    return [*paper, *others]


def content_type(name: str) -> str:
    """By the end of the name that we gave it."""
    return CONTENT_TYPES.get(kind_of_kept(name), "application/octet-stream")


def kind_of_kept(name: str) -> str:
    """By the end of the name that we gave it."""
    return PurePath(name).suffix.lstrip(".")


def _checked(kind: str, name: str, content: bytes) -> Checked:
    return Checked(kind, name, ContentFile(content, name=f"{get_random_string(16).lower()}.{kind}"))


def _named(upload, how_many: int) -> Checked:
    try:
        return checked(upload)
    except ValidationError as error:
        if how_many == 1:
            raise
        raise ValidationError(
            Sentence("%(name)s: %(why)s", name=names.cleaned(upload.name), why=Sentence(error.message))
        ) from error


def _kind(upload) -> str:
    kind = kinds.of(upload)
    if kind == "empty":
        raise ValidationError(EMPTY)
    if kind == "broken_zip":
        raise ValidationError(zipped_files.BROKEN)
    if kind not in CLEANED:
        raise ValidationError(kinds.refusal(kind))
    return kind


def _text(content: bytes) -> bytes:
    """In UTF-8, whatever it was written in."""
    try:
        text = content.decode(_code_of(content))
    except UnicodeDecodeError as error:
        raise ValidationError(NOT_TEXT) from error
    if not CONTROLS.isdisjoint(text):
        raise ValidationError(NOT_TEXT)
    return text.encode()


def _code_of(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return LETTERS_OF_OLD_WINDOWS
    return "utf-8-sig"


CLEANED = {
    "pdf": pdf.cleaned,
    "docx": zipped_files.cleaned_docx,
    "odt": zipped_files.cleaned_odt,
    "doc": office.cleaned_doc,
    "rtf": office.cleaned_rtf,
    "txt": _text,
}
