"""The secret key of a copy that runs on one desk: made once, kept in its data folder."""

import contextlib
import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def local_secret_key(folder: Path) -> str:
    """Two processes that start together agree: the file is linked into place, and only one can be."""
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        mine = folder / f"secret-key.{os.getpid()}"
        mine.touch(mode=0o600)
        mine.write_text(get_random_secret_key())
        with contextlib.suppress(FileExistsError):
            os.link(mine, path)
        mine.unlink()
    return path.read_text().strip()
