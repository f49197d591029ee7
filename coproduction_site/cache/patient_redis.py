"""Django's cache in Redis, for a site that works without it: what fails was simply not in the cache.

A connection that broke while nobody used it (the machine of Redis was cut off and came back) is made anew at once.
A Redis that answers nobody is asked by one thread a second; all others are told at once that nothing is there.
"""

from collections import defaultdict

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Broken
from redis.exceptions import RedisError
from redis.retry import Retry

from coproduction_site.away import Away

LONGEST_WAIT = 1.0  # Seconds, for what takes a thousandth.
SECONDS_REMEMBERED = 1.0

_away: defaultdict[str, Away] = defaultdict(lambda: Away(SECONDS_REMEMBERED))


class PatientRedis(RedisCache):
    def __init__(self, server, params):
        super().__init__(server, params)
        self._away = _away[server]
        waits = {"socket_timeout": LONGEST_WAIT, "socket_connect_timeout": LONGEST_WAIT}
        once_more = Retry(NoBackoff(), 1, supported_errors=(Broken,))
        self._options = {**waits, "retry": once_more, **self._options}

    def get(self, key, default=None, version=None):
        return self._asked(default, super().get, key, default, version)

    def get_many(self, keys, version=None):
        return self._asked({}, super().get_many, keys, version)

    def has_key(self, key, version=None):
        return self._asked(False, super().has_key, key, version)

    def add(self, *details, **more):
        """“Done”: whoever asks in order to count or to lock would otherwise be refused."""
        return self._asked(True, super().add, *details, **more)

    def set(self, *details, **more):
        return self._asked(None, super().set, *details, **more)

    def set_many(self, data, *details, **more):
        return self._asked(list(data), super().set_many, data, *details, **more)

    def touch(self, *details, **more):
        return self._asked(True, super().touch, *details, **more)

    def incr(self, key, delta=1, version=None):
        return self._asked(delta, super().incr, key, delta, version)

    def delete(self, key, version=None):
        return self._asked(False, super().delete, key, version)

    def delete_many(self, keys, version=None):
        return self._asked(None, super().delete_many, keys, version)

    def clear(self):
        return self._asked(False, super().clear)

    def _asked(self, otherwise, ask, *details, **more):
        try:
            with self._away.asking(no_answer=RedisError, told=RedisError):
                return ask(*details, **more)
        except RedisError:
            return otherwise
