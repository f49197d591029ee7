"""A file that was taken stays with its form while something else in the form is put right: for a day at most.

It lies in the store under a name that nobody can guess. The form carries that name, signed for its own field.
"""

from datetime import timedelta
from pathlib import PurePath

from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from coproduction_site.uploads.documents import Checked

FOLDER = "kept-with-a-form"
KEPT_FOR = timedelta(days=1)


def keep(files: list[Checked], purpose: str) -> str:
    """What the form carries. `purpose` names the field: what was taken for one is never taken by another."""
    rows = []
    for checked in files:
        checked.file.seek(0)
        path = default_storage.save(f"{FOLDER}/{checked.file.name}", checked.file)
        checked.file.seek(0)
        rows.append([path, checked.kind, checked.name])
    return signing.dumps(rows, salt=purpose, compress=True)


def again(token: str, purpose: str) -> list[Checked]:
    """Nothing if it is not ours, too old, or gone."""
    try:
        rows = signing.loads(token, salt=purpose, max_age=KEPT_FOR)
        return [Checked(kind, name, _read(path)) for path, kind, name in rows]
    except (signing.BadSignature, FileNotFoundError):
        return []


def forget_old() -> int:
    """How many files went."""
    limit, gone = timezone.now() - KEPT_FOR, 0
    for name in _names():
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < limit:
            default_storage.delete(path)
            gone += 1
    return gone


def _names() -> list[str]:
    try:
        return default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        return []


def _read(path: str) -> ContentFile:
    with default_storage.open(path, "rb") as file:
        return ContentFile(file.read(), name=PurePath(path).name)
