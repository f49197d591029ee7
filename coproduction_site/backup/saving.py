"""A copy of everything that matters, taken while the site runs, and tried at once."""

import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from coproduction_site.backup import copies, databases, erasures, files, media
from coproduction_site.backup.keeping import Keeping

KEY = "secret-key"


@dataclass(frozen=True)
class Saved:
    """What somebody wants to know who answers for the data: seconds, and how it was tried."""

    copy: Path
    seconds: float
    files: int
    tried: str
    seconds_back: float
    since_before: float | None
    gone: int


def save(folder: Path) -> Saved:
    """Under another name until it is whole and tried, so that half a copy is never taken for one."""
    started, now = time.monotonic(), timezone.now()
    before = next(reversed(copies.whole(folder)), None)
    copy = folder / copies.new_name(now)
    unfinished = copy.with_name(copy.name + copies.UNFINISHED)
    _make(unfinished)
    keeping = Keeping(settings.BACKUP_KEY)
    _save_database(unfinished, keeping)
    # After the database, so that every picture that it names is there.
    number = files.save(media.of_this_site(), unfinished, before, keeping)
    if (settings.DATA_DIR / KEY).exists():
        keeping.keep(settings.DATA_DIR / KEY, unfinished / KEY)
    erasures.write_down(folder)
    seconds = time.monotonic() - started
    tried, seconds_back = try_out(unfinished)
    copies.write_about(unfinished, seconds=seconds, files=number, tried=tried, seconds_back=seconds_back)
    unfinished.rename(copy)
    since = (now - copies.made_at(before)).total_seconds() if before else None
    return Saved(copy, seconds, number, tried, seconds_back, since, _thin_out(folder, now))


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise CommandError(
            f"BACKUP_DIR: {folder.parent} cannot be written ({error.strerror})."
        ) from None


def _save_database(copy: Path, keeping: Keeping) -> None:
    database = databases.of_this_site()
    with tempfile.TemporaryDirectory(dir=copy) as scratch:
        plain = Path(scratch, database.file_name)
        database.dump(plain)
        keeping.keep(plain, copy / database.file_name)


def try_out(copy: Path) -> tuple[str, float]:
    """What was tried, and how many seconds it took: the way back, in a scratch place."""
    started = time.monotonic()
    database = databases.of_this_site()
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch, database.file_name)
        Keeping(settings.BACKUP_KEY).bring(copy / database.file_name, plain)
        tried = database.try_out(plain)
        files.restore(copy, media.Folder(Path(scratch, "media")), Keeping(settings.BACKUP_KEY))
    return tried, time.monotonic() - started


def _thin_out(folder: Path, now) -> int:
    gone = copies.to_go(folder, now, settings.BACKUP_DAYS)
    for copy in gone:
        shutil.rmtree(copy)
    return len(gone)
