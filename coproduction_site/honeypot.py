"""What tells a robot from a person without a puzzle: a box that nobody sees, and the time it takes."""

import time

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer

FEWEST_SECONDS = 3
QUICK = "It was begun as fast as machines do it."
stamps = Signer(salt="stories.opened")


class HoneypotForm:
    """A form with a box that nobody sees. Its template includes `robots.html`.

    Who presses quickly is told nothing: the `suspicion` is for whoever reads what came.
    """

    @property
    def is_quick(self) -> bool:
        """Sent within a moment. A stamp that we did not write counts as one of this second."""
        return self._seconds_open < FEWEST_SECONDS

    @property
    def suspicion(self) -> str:
        """A sentence for the desk, or nothing."""
        return QUICK if self.is_quick else ""

    @property
    def stamp(self) -> str:
        return self._posted_stamp if self._opened_at is not None else stamps.sign_object(time.time())

    def clean(self):
        cleaned = super().clean()
        if self.data.get("website"):
            raise ValidationError(
                "A box that must stay empty was filled in. We have emptied it. Press again."
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


class PatientForm(HoneypotForm):
    """For what goes out as a letter: it must have been open for a moment. The worst that a person meets is a
    request to press again. Whoever comes back to change an answer has waited already.
    """

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is None and self.is_quick:
            raise ValidationError(
                "Please wait a moment, then press the button again. Your words are here."
            )
        return cleaned
