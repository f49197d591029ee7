"""Limits are counted in a real Redis as in the database; one that goes away limits nobody, and keeps no page from anybody."""

import signal
import socket

import pytest
import time_machine
from django.core.cache import cache, caches

from coproduction_site.limits import Limit
from tests.tools import redis_server
from tests.tools.server import wait_until

KNOCK = Limit("knock-redis", times=2, minutes=60)


@pytest.fixture
def redis(settings):
    settings.RATE_LIMITS = True
    with redis_server.running() as (address, server):
        backend = "coproduction_site.cache.patient_redis.PatientRedis"
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


def test_a_redis_that_is_away_keeps_no_page_from_anybody(client, db, redis):
    redis.terminate()
    redis.wait(20)

    assert client.get("/ladder/").status_code == 200
    assert client.get("/charter/").status_code == 200
    assert client.get("/accounts/login/").status_code == 200


def test_what_a_redis_that_is_away_is_asked_was_not_in_the_cache(redis):
    redis.terminate()
    redis.wait(20)

    assert (cache.get("a"), cache.get("a", 1), cache.get_many(["a"]), cache.has_key("a")) == (
        None,
        1,
        {},
        False,
    )
    assert (cache.add("a", 1), cache.touch("a"), cache.incr("a")) == (True, True, 1)
    assert (cache.set("a", 1), cache.set_many({"a": 1}), cache.delete("a")) == (None, ["a"], False)
    assert (cache.delete_many(["a"]), cache.clear()) == (None, False)


def test_a_connection_that_broke_while_nobody_used_it_is_made_anew_at_once(redis):
    cache.set("a", 1)
    pool = caches["default"]._cache.get_client(write=True).connection_pool
    deaf, other_end = socket.socketpair()
    deaf.shutdown(socket.SHUT_WR)
    (kept,) = pool._available_connections
    kept._sock = deaf

    assert cache.get("a") == 1
    other_end.close()


def test_a_redis_that_answers_nobody_is_asked_once_and_then_left_alone(client, db, redis):
    cache.set("a", 1)
    redis.send_signal(signal.SIGSTOP)
    try:
        assert cache.get("a") is None
        assert caches["default"]._away.is_remembered
        assert client.get("/ladder/").status_code == 200
    finally:
        redis.send_signal(signal.SIGCONT)
    wait_until(lambda: cache.get("a") == 1, 30)
