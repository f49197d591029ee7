"""Pictures that people send: only the pixels are kept, drawn anew by a process of its own.

What a telephone or a scanner makes comes out as it looked: upright, in the colours of a screen, on white.
"""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.crypto import get_random_string

from coproduction_site.uploads import kinds, limited

ACCEPTED = [f"image/{name}" for name in ("jpeg", "png", "webp", "avif", "tiff", "bmp", "gif")]
KINDS = {"jpeg", "png", "webp", "avif", "tiff", "bmp", "gif"}
MOST_BYTES = 110_000_000  # A sheet of A4 as it comes from a scanner, at 600 dots an inch.
MOST_BYTES_MADE = 24_000_000
MOST_PAGES = 20
LONGEST = 20  # Seconds.
HINT = "A photo or a drawing of up to 110 MB."
TOO_BIG = "This picture is too big. The most is 110 MB. Please send it in a smaller size."
NOT_A_PICTURE = "We could not read this picture. Take a screenshot of it, and send that."
TOO_MANY_PIXELS = "This picture has too many dots. Take a screenshot of it, and send that."
TOO_MUCH = "This picture is too much for our computer. Take a screenshot of it, and send that."
MOVES = "This picture moves. We can only take still ones. Take a screenshot of it, and send that."
TOO_MANY_PAGES = f"We can take {MOST_PAGES} pages at a time. Please send the others after these."
SENTENCES = {5: MOVES, 6: TOO_MANY_PIXELS, 7: TOO_MANY_PAGES}


def reencoded(upload, longest_side: int, is_logo: bool = False) -> ContentFile:
    """The same picture as WebP, without place, date, words or anything else hidden in it.

    A logo fits into the square and stays clear where it is, but for a light one, which gets a dark ground; any other picture is put on white, and stays wide
    enough to be read if it is long. Raises ValidationError with a sentence for the person who sent it.
    """
    check(upload)
    drawn = _drawn("logo" if is_logo else "webp", longest_side, [upload])
    return ContentFile(drawn, name=f"{get_random_string(16).lower()}.webp")


def as_one_pdf(uploads) -> bytes:
    """Photos and scans of paper as pages, in the order in which they were sent."""
    if len(uploads) > MOST_PAGES:
        raise ValidationError(TOO_MANY_PAGES)
    for upload in uploads:
        check(upload)
    return _drawn("pdf", 0, uploads)


def joined(files) -> bytes:
    """PDF files that `as_one_pdf` made, one behind the other. Raises ValidationError if it is too much."""
    return _drawn("join", 0, [File(file) for file in files])


def check(upload) -> None:
    """Whether it may be opened at all."""
    if upload.size > MOST_BYTES:
        raise ValidationError(TOO_BIG)
    kind = kinds.of(upload)
    if kind not in KINDS:
        raise ValidationError(kinds.picture_refusal(kind))


def _drawn(what: str, side: int, uploads) -> bytes:
    with ExitStack() as opened:
        descriptors = [_descriptor(upload, opened) for upload in uploads]
        try:
            return limited.run(
                "drawer.py",
                *(what, side, *descriptors),
                longest=LONGEST,
                most_bytes=MOST_BYTES_MADE,
                descriptors=descriptors,
            )
        except limited.TooMuch as error:
            raise ValidationError(TOO_MUCH) from error
        except limited.NotDone as error:
            raise ValidationError(SENTENCES.get(error.number, NOT_A_PICTURE)) from error


def _descriptor(upload, opened: ExitStack) -> int:
    """A big upload lies on the disk already; a small one is put there."""
    upload.seek(0)
    if hasattr(upload, "temporary_file_path"):
        return opened.enter_context(Path(upload.temporary_file_path()).open("rb")).fileno()
    file = opened.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - The stack closes it.
    for chunk in upload.chunks():
        file.write(chunk)
    file.flush()
    file.seek(0)
    return file.fileno()
