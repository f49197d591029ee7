"""What stands still is asked by one thread at a time. All others are told at once, and none queues behind another.

Each process finds out for itself: it shares nothing, since what it would share with may be what is away.
"""

import threading
from contextlib import contextmanager
from time import monotonic

BEING_ASKED = float("inf")


class Away:
    """Remembers for `seconds` that no answer came; then one thread asks again while the others are still told."""

    def __init__(self, seconds: float):
        self.seconds = seconds
        self.noted_at = 0.0
        self._ask_again_at = 0.0
        self._lock = threading.Lock()

    @property
    def is_remembered(self) -> bool:
        return self._ask_again_at > 0

    @contextmanager
    def asking(self, no_answer: type[Exception], told: type[Exception]):
        """Around a question that may never be answered, and that gives up with `no_answer`.

        Raises `told` at once if it was not answered a moment ago, or is being asked by another.
        """
        if not self._may_ask():
            raise told("It did not answer a moment ago.")
        is_there = True
        try:
            yield
        except no_answer:
            is_there = False
            raise
        finally:
            self._note(is_there)

    def _may_ask(self) -> bool:
        with self._lock:
            if monotonic() < self._ask_again_at:
                return False
            if self.is_remembered:
                self._ask_again_at = BEING_ASKED
            return True

    def _note(self, is_there: bool) -> None:
        with self._lock:
            now = monotonic()
            self._ask_again_at = 0.0 if is_there else now + self.seconds
            self.noted_at = self.noted_at if is_there else now
