"""One search, one file and one erasure over all that is held about somebody. Each is written down."""

from collections import Counter

from django.contrib.admin.models import CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from coproduction_site.backup import erasures
from coproduction_site.models import User
from coproduction_site.rights.sources import MOST, sources

HANDED_OUT, ERASED = "Handed out what is held about somebody", "Erased what is held about somebody"


def search(text: str, reader) -> list[dict]:
    """By source, those that hold something, with a mark where more was found than is shown."""
    found = [(source, source.rows(text, reader)) for source in sources()]
    return [
        {
            "source": source,
            "rows": [_shown(source, row, reader) for row in rows[:MOST]],
            "more": rows[MOST:],
        }
        for source, rows in found
        if rows
    ]


def picked(keys, text: str, reader) -> list[tuple]:
    """Those of the chosen rows that this search still finds for this person, and that may go."""
    return [
        (source, row)
        for source in sources()
        for row in source.rows(text, reader)
        if source.key_of(row) in keys and not source.refuses(row, reader)
    ]


@transaction.atomic
def hand_out(rows, by) -> dict:
    """All of it, in one file."""
    found = {"This file": {"What it is": "What this website holds about you.", "Made": _now()}}
    for source, row in rows:
        found.setdefault(source.label, []).append(source.everything(row))
        source.note_handed_out(row, by)
    _note(by, CHANGE, f"{HANDED_OUT}: {_how_many(rows)}.")
    return found


@transaction.atomic
def erase(rows, by, why: str) -> int:
    """How many rows went. What a colleague erased in the meantime is not counted, and not written down twice."""
    gone = [(source, row) for source, row in rows if _erase(source, row)]
    if gone:
        _note(by, DELETION, f"{ERASED}: {_how_many(gone)}. Why: {why}")
    return len(gone)


def erase_again() -> int:
    """After a way back to an older copy: what was erased since, and has a key of its own to be known by."""
    known = erasures.known()
    return sum(
        source.erase(row)
        for source in sources()
        if source.has_key
        for row in source.model.objects.iterator()
        if erasures.is_so(source.name, row.key, known)
    )


def _erase(source, row) -> bool:
    if not source.erase(row):
        return False
    if source.has_key:
        erasures.remember(source.name, row.key)
    return True


def _shown(source, row, reader) -> dict:
    return {"key": source.key_of(row), "line": source.line(row), "refuses": source.refuses(row, reader)}


def _how_many(rows) -> str:
    counted = Counter(source.label for source, _ in rows)
    return ", ".join(f"{label} {number}" for label, number in counted.items())


def _now() -> str:
    return f"{timezone.localtime():%-d %B %Y, %H:%M}"


def _note(by, flag, message) -> None:
    """In the log of the admin, with no name, no address and no reference."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(User),
        object_repr="Somebody who asked",
        action_flag=flag,
        change_message=message,
    )
