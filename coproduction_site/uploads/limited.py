"""A program of our own that looks into a file of a stranger: with an end in time and memory, two at a time
on the whole machine, however many processes serve the site.

Whatever happens to it, the site stays up, and the file is refused.
"""

import fcntl
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

BUSY = "Many files are coming in just now. Please try again in a minute."
OUT_OF_MEMORY = 3
AT_A_TIME = 2
LOOKS_AGAIN = 0.05  # Seconds.
WAITS = 8  # Seconds: with the longest look, less than the proxy waits for an answer.


class TooMuch(Exception):
    """It would not have ended, in time or in memory."""


class NotDone(Exception):
    """The program ended with this number."""

    def __init__(self, number: int):
        super().__init__(number)
        self.number = number


def run(
    program: str | Path, *arguments, longest: int, most_bytes: int, content=None, descriptors=()
) -> bytes:
    """What it wrote. `program` stands beside this module, or is a whole path.

    Raises TooMuch, NotDone, and ValidationError with a sentence if too much is going on.
    """
    with _turn():
        try:
            done = subprocess.run(  # noqa: S603 - our own program; the files go in as bytes or as open files.
                [sys.executable, "-I", str(Path(__file__).parent / program), *map(str, arguments)],
                **({"stdin": subprocess.DEVNULL} if content is None else {"input": content}),
                capture_output=True,
                timeout=longest,
                pass_fds=descriptors,
                env={},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise TooMuch from error
    if done.returncode == OUT_OF_MEMORY or done.returncode < 0 or len(done.stdout) > most_bytes:
        raise TooMuch
    if done.returncode or not done.stdout:
        raise NotDone(done.returncode)
    return done.stdout


@contextmanager
def _turn():
    """A lock goes with the process that held it, so none is ever left behind."""
    ends = time.monotonic() + WAITS
    while (file := _free_lock()) is None:
        if time.monotonic() > ends:
            raise ValidationError(BUSY)
        time.sleep(LOOKS_AGAIN)
    with file:
        yield


def _free_lock():
    for number in range(AT_A_TIME):
        file = (Path(settings.DATA_DIR) / f"looking-into-a-file-{number}.lock").open("ab")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
        else:
            return file
    return None
