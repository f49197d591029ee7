"""PDF files: read by a process of its own, which has an end in time and memory, and written anew.

A small PDF can unpack into more than a computer holds, and its reader is written in C++.
"""

from django.core.exceptions import ValidationError

from coproduction_site.uploads import limited

LONGEST = 6  # Seconds.
MOST_BYTES_MADE = 24_000_000
BROKEN = "We could not read this PDF. Please open it, save it again, and send that."
LOCKED = "This PDF is locked with a password. Please save it without one."
TOO_MUCH = "This PDF is too much for our computer. Please save it smaller, or send it as photos."
SENTENCES = {2: LOCKED}
SIGNATURE = b"%PDF-"


def cleaned(content: bytes) -> bytes:
    """The same pages, without programs, other files and things that start by themselves."""
    try:
        done = limited.run(
            "pdf_cleaner.py", content=content, longest=LONGEST, most_bytes=MOST_BYTES_MADE
        )
    except limited.TooMuch as error:
        raise ValidationError(TOO_MUCH) from error
    except limited.NotDone as error:
        raise ValidationError(SENTENCES.get(error.number, BROKEN)) from error
    if not done.startswith(SIGNATURE):
        raise ValidationError(BROKEN)
    return done


def page_picture(content: bytes, number: int) -> bytes | None:
    """One page as a JPEG, if it is a picture: a photo of paper, or a scan. None for any other page.

    Page 0 is a list in JSON, which says of each page whether it is a picture.
    """
    try:
        return limited.run(
            "pdf_page.py", number, content=content, longest=LONGEST, most_bytes=MOST_BYTES_MADE
        )
    except (limited.TooMuch, limited.NotDone):
        return None
