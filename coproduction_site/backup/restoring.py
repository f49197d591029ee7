"""The way back to a copy, with the site stopped. What was there is put aside; what was erased or ended since stays so."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections
from django.utils import timezone

from coproduction_site.backup import copies, databases, erasures, files, media
from coproduction_site.backup.keeping import Keeping
from coproduction_site.backup.saving import KEY
from coproduction_site.backup.sealing import WrongKey
from coproduction_site.operations import tables


def restore(copy: Path) -> Path:
    """Returns the folder in which everything is that was there before."""
    database = databases.of_this_site()
    if not Keeping.has(copy / database.file_name):
        raise CommandError(
            f"{copy} is no copy of this kind of database: {database.file_name} is not there."
        )
    erased = erasures.later_of(erasures.known(), erasures.read(copy.parent))
    connections.close_all()
    aside = settings.DATA_DIR / f"before-{copies.new_name(timezone.now())}"
    with tempfile.TemporaryDirectory(dir=settings.DATA_DIR) as scratch:
        plain = _unsealed(copy / database.file_name, Path(scratch, database.file_name))
        _put_aside(database, aside)
        database.restore(plain)
    files.restore(copy, media.of_this_site(), Keeping(settings.BACKUP_KEY))
    if Keeping.has(copy / KEY):
        Keeping(settings.BACKUP_KEY).bring(copy / KEY, settings.DATA_DIR / KEY)
    _erase_again(erased)
    return aside


def _unsealed(stored: Path, plain: Path) -> Path:
    """Before anything is touched: a wrong key changes nothing."""
    try:
        Keeping(settings.BACKUP_KEY).bring(stored, plain)
    except WrongKey as error:
        raise CommandError(str(error)) from None
    return plain


def _put_aside(database, aside: Path) -> None:
    aside.mkdir(mode=0o700)
    database.put_aside(aside)
    media.of_this_site().put_aside(aside / files.FOLDER)


def _erase_again(erased: dict[str, str]) -> None:
    """The tables of the copy may be older than the code."""
    tables.bring_up_to_date()
    erasures.bring_back(erased)
    call_command("erase_again")
    connection.close()
