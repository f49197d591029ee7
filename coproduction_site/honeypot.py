"""What tells a robot from a person without a puzzle: a box that nobody sees, and the time it takes."""

import time
from datetime import timedelta

from django import template
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer

FEWEST_SECONDS = 3
GOOD_FOR = timedelta(days=1)
QUICK = "It was begun as fast as machines do it."
FILLED_IN = "A box that must stay empty was filled in. We have emptied it. Press again."
ENDED = "This page was open for a long time. We have kept what you wrote. Please press the button again."
stamps = Signer(salt="stories.opened")
register = template.Library()


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

    def stamp_for(self, key) -> str:
        """When the page with this key was opened: as it was posted, while that holds. Whose time has ended has waited."""
        if self._opened_at is None:
            return stamps.sign_object([time.time(), str(key)])
        if self._has_ended:
            return stamps.sign_object([time.time() - FEWEST_SECONDS, str(key)])
        return self._posted_stamp

    def clean(self):
        cleaned = super().clean()
        if self.data.get("website"):
            raise ValidationError(FILLED_IN)
        if self.instance.pk is None and self._has_ended:
            raise ValidationError(ENDED)
        return cleaned

    @property
    def _has_ended(self) -> bool:
        """A stamp of ours, but of another form or of a day ago: one that was copied, or a page that was left open."""
        if self._opened_at is None:
            return False
        is_old = time.time() - self._opened_at > GOOD_FOR.total_seconds()
        return is_old or self._stamped[1] != self.data.get("key", "")

    @property
    def _posted_stamp(self) -> str:
        return self.data.get("opened", "")

    @property
    def _stamped(self) -> tuple[float, str] | None:
        """When, and with which key. None if we did not write it."""
        try:
            opened = stamps.unsign_object(self._posted_stamp)
            # Of a page from before stamps knew their key: it ends after a day.
            if isinstance(opened, float):
                return opened, self.data.get("key", "")
            moment, key = opened
            return float(moment), str(key)
        except (BadSignature, TypeError, ValueError):
            return None

    @property
    def _opened_at(self) -> float | None:
        return self._stamped and self._stamped[0]

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


@register.simple_tag
def stamp_of(form, key) -> str:
    """When this page was opened, signed, for a HoneypotForm that is sent with this key."""
    return form.stamp_for(key)
