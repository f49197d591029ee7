"""Where the site keeps things: does each take something, give it back, and let it go?"""

import json
import time
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction

from coproduction_site.cache import revision
from coproduction_site.operations import tables
from coproduction_site.operations.findings import Finding, fault, right, warning

SLOW = 0.5  # Seconds for a question that takes a thousandth.


def database() -> Finding:
    started = time.monotonic()
    with transaction.atomic():
        revision.current()
        _write_and_take_back()
    seconds = time.monotonic() - started
    sentence = f"{connection.display_name} answers and writes, in {seconds * 1000:.0f} ms."
    return (warning if seconds > SLOW else right)("database", sentence)


def _write_and_take_back() -> None:
    """A transaction that is undone: what the public sees does not move."""
    point = transaction.savepoint()
    revision.move()
    transaction.savepoint_rollback(point)


def all_migrated() -> Finding:
    waiting = tables.still_to_do()
    if waiting:
        return fault("tables", f"{len(waiting)} migrations wait, first {waiting[0]}: make set-up.")
    return right("tables", "They are those of this code.")


def cache_is_shared() -> Finding:
    key, value = f"doctor:{token_hex(8)}", token_hex(8)
    cache.set(key, value, 30)
    found = cache.get(key)
    cache.delete(key)
    if found != value:
        return fault("cache", "It forgets what is put in: nobody is limited. Is CACHE_URL right?")
    return right(
        "cache", f"{settings.CACHES['default']['BACKEND'].rpartition('.')[2]} keeps what is put in."
    )


def pictures() -> Finding:
    name = default_storage.save(f"doctor-{token_hex(8)}.txt", ContentFile(b"a test of the doctor"))
    try:
        with default_storage.open(name) as file:
            is_right = file.read() == b"a test of the doctor"
        is_open = bool(settings.STORAGE_URL) and default_storage.is_open_to_everybody(name)
    finally:
        default_storage.delete(name)
    if not is_right:
        return fault("pictures", "What is stored comes back as something else.")
    if is_open:
        return fault("pictures", "Everybody can read the store of STORAGE_URL: make it private, now.")
    return right("pictures", "The store takes a file, gives it back and lets it go.")


def static_files() -> Finding:
    root = Path(settings.STATIC_ROOT)
    if settings.DEBUG:
        return right("static files", "With DEBUG they are not collected.")
    try:
        named = json.loads((root / "staticfiles.json").read_text())["paths"].values()
    except FileNotFoundError:
        return fault("static files", "They are not collected: make set-up.")
    missing = [name for name in named if not (root / name).exists()]
    if missing:
        return fault("static files", f"{len(missing)} are missing, first {missing[0]}: make set-up.")
    return right("static files", f"{len(named)} are collected.")
