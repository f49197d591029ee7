"""A stored file goes when the row that named it surely has, and a store that is away keeps no file for good."""

import logging

from django.core.files.storage import default_storage
from django.db import transaction

from coproduction_site.uploads.models import FileToErase

logger = logging.getLogger("stories")


def when_done(name: str) -> None:
    """Call it inside the transaction that takes the row away. Nothing for a field that was empty."""
    if name:
        to_go = FileToErase.objects.create(name=name)
        transaction.on_commit(lambda: _erase(to_go))


def erase_again() -> int:
    """What a store that was away, or a process that was killed, has left. How many files went."""
    return sum(_erase(to_go) for to_go in FileToErase.objects.all())


def _erase(to_go: FileToErase) -> bool:
    try:
        default_storage.delete(to_go.name)
    except OSError as error:
        logger.warning("A file could not be erased and is tried again: %s", type(error).__name__)
        return False
    FileToErase.objects.filter(pk=to_go.pk).delete()
    return True
