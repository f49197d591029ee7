"""What tells a robot from a person without a puzzle: a box that nobody sees, and the time it takes."""

import time

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer

FEWEST_SECONDS = 3
stamps = Signer(salt="stories.opened")


class PatientForm:
    """A form that was open for a moment before it was sent. Its template includes `robots.html`.

    A stamp that we did not write counts as one of this second, so the worst that a person meets is
    a request to press again. Whoever comes back to change an answer has waited already.
    """

    @property
    def stamp(self) -> str:
        return self._posted_stamp if self._opened_at is not None else stamps.sign_object(time.time())

    def clean(self):
        cleaned = super().clean()
        if self.data.get("website"):
            raise ValidationError(
                "A box that must stay empty was filled in. We have emptied it. Press again."
            )
        if self.instance.pk is None and self._seconds_open < FEWEST_SECONDS:
            raise ValidationError(
                "Please wait a moment, then press the button again. Your words are here."
            )
        return cleaned

    @property
    def _posted_stamp(self) -> str:
        return self.data.get("opened", "")

    @property
    def _opened_at(self) -> float | None:
        try:
            return float(stamps.unsign_object(self._posted_stamp))
        except (BadSignature, TypeError, ValueError):
            return None

    @property
    def _seconds_open(self) -> float:
        """A clock that was put back must not keep anybody waiting."""
        if self._opened_at is None:
            return 0
        seconds = time.time() - self._opened_at
        return seconds if seconds >= 0 else FEWEST_SECONDS
