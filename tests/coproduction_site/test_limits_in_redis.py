"""Limits are counted in a real Redis as in the database; one that goes away limits nobody."""

import pytest
import time_machine

from coproduction_site.limits import Limit
from tests.tools import redis_server

KNOCK = Limit("knock-redis", times=2, minutes=60)


@pytest.fixture
def redis(settings):
    settings.RATE_LIMITS = True
    with redis_server.running() as (address, server):
        backend = "django.core.cache.backends.redis.RedisCache"
        settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": address}}
        yield server


def test_the_third_time_is_too_often_and_nobody_pays_for_somebody_else(redis):
    with time_machine.travel("2026-11-22 10:00", tick=False) as clock:
        assert [KNOCK.is_passed("ann") for _ in range(3)] == [False, False, True]
        assert not KNOCK.is_passed("joe")

        clock.shift(60 * 60)
        assert not KNOCK.is_passed("ann")


def test_a_redis_that_goes_away_limits_nobody(redis):
    assert [KNOCK.is_passed("ann") for _ in range(3)] == [False, False, True]

    redis.terminate()
    redis.wait(20)

    assert not any(KNOCK.is_passed("ann") for _ in range(3))
