"""PDF files: read by a process of its own, which has an end in time and memory, and written anew.

A small PDF can unpack into more than a computer holds, and its reader is written in C++. Whatever
happens to that process, the site stays up, and the file is refused.
"""

import subprocess
import sys
import threading
from pathlib import Path

from django.core.exceptions import ValidationError

LONGEST = 6  # Seconds.
MOST_BYTES_MADE = 12_000_000
BROKEN = "We could not read this PDF. Please open it, save it again, and send that."
LOCKED = "This PDF is locked with a password. Please save it without one."
TOO_MUCH = "This PDF is too much for our computer. Please save it smaller, or send it as photos."
SENTENCES = {2: LOCKED}
OUT_OF_MEMORY = 3
BUSY = "Many documents are coming in just now. Please try again in a minute."
AT_A_TIME = threading.BoundedSemaphore(2)
PROGRAM = Path(__file__).with_name("pdf_cleaner.py")


def cleaned(content: bytes) -> bytes:
    """The same pages, without programs, other files and things that start by themselves."""
    if not AT_A_TIME.acquire(timeout=LONGEST):
        raise ValidationError(BUSY)
    try:
        done = _run(content)
    except subprocess.TimeoutExpired as error:
        raise ValidationError(TOO_MUCH) from error
    finally:
        AT_A_TIME.release()
    if done.returncode == OUT_OF_MEMORY or len(done.stdout) > MOST_BYTES_MADE:
        raise ValidationError(TOO_MUCH)
    if done.returncode or not done.stdout.startswith(b"%PDF-"):
        raise ValidationError(SENTENCES.get(done.returncode, BROKEN))
    return done.stdout


def _run(content):
    return subprocess.run(  # noqa: S603 - our own program; the file goes in as bytes.
        [sys.executable, "-I", str(PROGRAM)],
        input=content,
        capture_output=True,
        timeout=LONGEST,
        env={},
        check=False,
    )
