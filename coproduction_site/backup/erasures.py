"""What was erased, or ended in another way, stays so after going back to an older copy. Only hashes are remembered."""

from hashlib import sha256
from pathlib import Path

from django.db import DatabaseError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from coproduction_site.operations.models import Erasure

LIST = "erased.txt"


def fingerprint(kind: str, key) -> str:
    """Of a random key of at least 122 bits, so that nobody finds out by trying."""
    return sha256(f"{kind} {key}".encode()).hexdigest()


def remember(kind: str, key) -> None:
    """Call it in the transaction that erases or ends."""
    Erasure.objects.update_or_create(
        fingerprint=fingerprint(kind, key), defaults={"erased_at": timezone.now()}
    )


def undo(kind: str, key) -> None:
    """What ended has come back. A list beside the copies still names its end, so the later of the two counts."""
    remember(_undone(kind), key)


def is_so(kind: str, key, among: dict[str, str]) -> bool:
    """Times of one form sort as texts."""
    undone = among.get(fingerprint(_undone(kind), key), "")
    return among.get(fingerprint(kind, key), "") > undone


def _undone(kind: str) -> str:
    return f"not {kind}"


def known() -> dict[str, str]:
    """Hash and time of each. Nothing, if the database cannot be asked any more."""
    try:
        found = Erasure.objects.values_list("fingerprint", "erased_at")
        return {fingerprint: erased_at.isoformat() for fingerprint, erased_at in found}
    except DatabaseError:
        return {}


def write_down(folder: Path) -> None:
    """Beside the copies, not in them: whoever goes back to an old copy needs the newest list."""
    path = folder / LIST
    unfinished = path.with_suffix(".unfinished")
    lines = [f"{fingerprint} {at}\n" for fingerprint, at in later_of(read(folder), known()).items()]
    unfinished.write_text("".join(lines))
    unfinished.chmod(0o600)
    unfinished.replace(path)


def read(folder: Path) -> dict[str, str]:
    try:
        lines = (folder / LIST).read_text().splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split() for line in lines)


def later_of(one: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """Of two lists all that either names. What ended twice ended at the later time, in whichever list that stands."""
    return {key: max(one.get(key, ""), other.get(key, "")) for key in one | other}


def bring_back(found: dict[str, str]) -> None:
    """Into the database that was restored, which does not know what was erased, ended or came back after it."""
    rows = [
        Erasure(fingerprint=fingerprint, erased_at=parse_datetime(at) or timezone.now())
        for fingerprint, at in later_of(found, known()).items()
    ]
    Erasure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["fingerprint"], update_fields=["erased_at"]
    )
