"""The folder in which a site keeps what is its own, and the secret key of a copy that runs on one desk."""

import contextlib
import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key


def folder_of_our_own(folder: Path) -> None:
    """Made if it is not there, readable by its owner and group alone."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o750)
    except OSError as error:
        raise ImproperlyConfigured(
            f"DATA_DIR cannot be made: {folder} ({error.strerror}). "
            "Make this folder, and give it to the user that runs the site."
        ) from None


def local_secret_key(folder: Path) -> str:
    """Two processes that start together agree: the file is linked into place, and only one can be."""
    path = folder / "secret-key"
    if not path.exists():
        mine = folder / f"secret-key.{os.getpid()}"
        mine.touch(mode=0o600)
        mine.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(mine, path)
        mine.unlink()
    return path.read_text().strip()
