"""One visitor may do a thing so often; a robot is slowed, and nobody else notices."""

import pytest
import time_machine
from django.core.cache import cache

from coproduction_site import limits
from coproduction_site.accounts.client_address import client_address, client_key, client_network
from coproduction_site.limits import Limit
from tests.support.house import MODULES, ROOT, name_of

KNOCK = Limit("knock", times=2, minutes=60)


@pytest.fixture(autouse=True)
def limits_are_on(db, settings):
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


def test_an_hour_is_the_last_hour_and_does_not_begin_anew_with_the_clock():
    with time_machine.travel("2026-11-22 10:58", tick=False) as clock:
        assert not KNOCK.is_passed("ann")
        assert not KNOCK.is_passed("ann")

        clock.shift(4 * 60)
        assert KNOCK.is_passed("ann"), "it is another hour by the clock, and four minutes later"

        clock.shift(61 * 60)
        assert not KNOCK.is_passed("ann")


def test_every_limit_stands_in_one_place_with_its_reason():
    """And in the table of `docs/running.md`, with its number."""
    elsewhere = [
        name_of(path) for path in MODULES if "Limit(" in path.read_text() and path.name != "limits.py"
    ]
    table = (ROOT / "docs" / "running.md").read_text()
    there = [value for value in vars(limits).values() if isinstance(value, Limit)]

    assert elsewhere == []
    assert len(there) > 10
    assert all(limit.why for limit in there)
    assert len({limit.name for limit in there}) == len(there)
    assert [
        limit.name
        for limit in there
        if f"| `{limit.name}` | {limit.times} in {limit.minutes} minutes | {limit.why} |" not in table
    ] == []


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


@pytest.mark.parametrize(
    ("forwarded", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::7", "2001:db8:1:2::"),
        ("[2001:db8:1:2:bbbb::8]:51234", "2001:db8:1:2::"),
        ("[2001:db8:1:2::9]", "2001:db8:1:2::"),
        ("2001:db8:1:3::7", "2001:db8:1:3::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::"),
        ("unknown", "unknown"),
    ],
)
def test_one_visitor_is_an_address_or_the_network_of_a_home(rf, settings, forwarded, network):
    settings.TRUSTED_PROXIES = 1

    assert client_network(rf.get("/", headers={"x-forwarded-for": forwarded})) == network


def test_of_several_proxies_the_first_of_ours_is_believed(rf, settings):
    settings.TRUSTED_PROXIES = 2
    through_both = rf.get("/", headers={"x-forwarded-for": "6.6.6.6, 192.0.2.7:4000, 10.0.0.5"})
    past_one = rf.get("/", headers={"x-forwarded-for": "10.0.0.5"}, REMOTE_ADDR="10.0.0.9")

    assert client_address(through_both) == "192.0.2.7"
    assert client_address(past_one) == "10.0.0.9"


def test_guesses_at_a_password_are_counted_for_the_network_too(client, settings):
    settings.TRUSTED_PROXIES, settings.ACCOUNT_RATE_LIMITS = 1, {"login": "3/m/ip"}
    cache.clear()
    words = {"login": "nobody@example.org", "password": "a wrong one"}

    def guess(address):
        page = client.post("/accounts/login/", words, headers={"x-forwarded-for": address})
        return page.status_code

    assert [guess(f"2001:db8:1:2::{number}") for number in range(4)][-1] == 429
    assert guess("2001:db8:1:3::1") == 200


def test_what_is_counted_does_not_hold_the_address(rf):
    request = rf.get("/", REMOTE_ADDR="10.0.0.1")

    assert "10.0.0.1" not in client_key(request)
    assert client_key(request) == client_key(request)
