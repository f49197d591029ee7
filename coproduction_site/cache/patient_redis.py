"""Django's cache in Redis, for a site that works without it: what fails was simply not in the cache.

A connection that broke while nobody used it (the machine of Redis was cut off and came back) is made anew at once.
"""

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

LONGEST_WAIT = 1.0  # Seconds, for what takes a thousandth.


class PatientRedis(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        waits = {"socket_timeout": LONGEST_WAIT, "socket_connect_timeout": LONGEST_WAIT}
        self._options = {**waits, "retry": Retry(NoBackoff(), 1), **self._options}

    def get(self, key, default=None, version=None):
        return _unless_away(default, super().get, key, default, version)

    def get_many(self, keys, version=None):
        return _unless_away({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return _unless_away(False, super().has_key, key, version)

    def add(self, *details, **more):
        """“Done”: whoever asks in order to count or to lock would otherwise be refused."""
        return _unless_away(True, super().add, *details, **more)

    def set(self, *details, **more):
        return _unless_away(None, super().set, *details, **more)

    def set_many(self, data, *details, **more):
        return _unless_away(list(data), super().set_many, data, *details, **more)

    def touch(self, *details, **more):
        return _unless_away(True, super().touch, *details, **more)

    def incr(self, key, delta=1, version=None):
        return _unless_away(delta, super().incr, key, delta, version)

    def delete(self, key, version=None):
        return _unless_away(False, super().delete, key, version)

    def delete_many(self, keys, version=None):
        return _unless_away(None, super().delete_many, keys, version)

    def clear(self):
        return _unless_away(False, super().clear)


def _unless_away(otherwise, ask, *details, **more):
    try:
        return ask(*details, **more)
    except (RedisError, OSError):
        return otherwise
