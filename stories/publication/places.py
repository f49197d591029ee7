"""Where a page of a long list begins: after a row, not at a number, so that the last costs no more than the first."""

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.db.models import Q, QuerySet
from django.http import Http404


@dataclass(frozen=True)
class Place:
    """The row after which a page begins, by what the list is ordered by."""

    at: datetime
    number: int


class Places:
    """A place is signed: one that we did not write is nowhere, and fills no cache. `salt` is the name of the list."""

    def __init__(self, salt: str):
        self._signer = Signer(salt=salt)

    def read(self, signed: str | None) -> Place | None:
        if not signed:
            return None
        try:
            at, number = self._signer.unsign_object(signed)
        except BadSignature:
            raise Http404 from None
        return Place(datetime.fromisoformat(at), number)

    def signed(self, place: Place) -> str:
        return self._signer.sign_object([place.at.isoformat(), place.number])


@dataclass(frozen=True)
class Part:
    """`after` is where the rest begins, if there is more."""

    rows: list
    after: Place | None


def part_of(oldest_first: QuerySet, size: int, place: Place | None, at: str = "published_at") -> Part:
    """So many rows of what is ordered by a moment, which is named `at`, and by number: those behind a place."""
    if place is not None:
        newer = Q((f"{at}__gt", place.at)) | Q(pk__gt=place.number)
        oldest_first = oldest_first.filter(newer, Q((f"{at}__gte", place.at)))
    found = list(oldest_first[: size + 1])
    shown = found[:size]
    last = shown[-1] if len(found) > size else None
    return Part(shown, Place(getattr(last, at), last.pk) if last else None)
