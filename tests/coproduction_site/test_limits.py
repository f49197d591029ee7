"""One visitor may do a thing so often; a robot is slowed, and nobody else notices."""

import pytest
import time_machine

from coproduction_site.accounts.client_address import client_address, client_key
from coproduction_site.limits import Limit

KNOCK = Limit("knock", times=2, minutes=60)


@pytest.fixture(autouse=True)
def limits(db, settings):
    settings.RATE_LIMITS = True


def test_the_third_time_in_an_hour_is_too_often():
    with time_machine.travel("2026-11-22 10:00", tick=False) as clock:
        assert not KNOCK.is_passed("ann")
        assert not KNOCK.is_passed("ann")
        assert KNOCK.is_passed("ann")

        clock.shift(20 * 60)
        assert KNOCK.is_passed("ann"), "a limit of an hour is not forgotten after some minutes"

        clock.shift(60 * 60)
        assert not KNOCK.is_passed("ann")


def test_nobody_pays_for_somebody_else():
    for _ in range(3):
        KNOCK.is_passed("ann")

    assert not KNOCK.is_passed("joe")


def test_a_cache_that_is_away_limits_nobody(settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1",
        }
    }

    assert not any(KNOCK.is_passed("ann") for _ in range(9))


def test_only_our_own_proxy_is_believed_about_an_address(rf, settings):
    request = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 7.7.7.7"}, REMOTE_ADDR="10.0.0.1")

    settings.TRUSTED_PROXIES = 0
    assert client_address(request) == "10.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert client_address(request) == "7.7.7.7"


def test_what_is_counted_does_not_hold_the_address(rf):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1")

    assert "10.0.0.1" not in client_key(request)
    assert client_key(request) == client_key(request)
