"""How often one visitor may do something. Slows a robot; a person is told what to do instead."""

from dataclasses import dataclass
from time import time

from django.conf import settings
from django.core.cache import cache


class TooMany(Exception):
    """More than people would send from one place. Nothing was changed."""


@dataclass(frozen=True)
class Limit:
    """At most `times` in each window of `minutes`, counted in the cache that all workers share.

    A cache that is away limits nobody: families come before robots.
    """

    name: str
    times: int
    minutes: int

    def is_passed(self, key: str) -> bool:
        """Count once more, and say whether it was too often."""
        if not settings.RATE_LIMITS:
            return False
        window = self.minutes * 60
        name = f"limit:{self.name}:{key}:{int(time()) // window}"
        try:
            if cache.add(name, 1, timeout=window):
                return self.times < 1
            count = cache.incr(name)
            cache.touch(name, timeout=window)  # The database cache forgets it after 5 minutes otherwise.
        except Exception:  # Each cache backend has errors of its own.
            return False
        return count > self.times

    def count(self, key: str) -> None:
        """Once more. Raises TooMany if it was too often."""
        if self.is_passed(key):
            raise TooMany
