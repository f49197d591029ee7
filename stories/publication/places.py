"""Where a page of a long list begins: after a row, not at a number, so that the last costs no more than the first."""

from dataclasses import dataclass
from datetime import datetime

from django.core.signing import BadSignature, Signer
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
