"""The log says which page failed, and holds nothing that opens one."""

import logging

import pytest
from django.conf import settings

from coproduction_site.logs import WithoutKeys


@pytest.mark.parametrize(
    "address",
    [
        "/stories/follow/{}/",
        "/stories/follow/{}/download/",
        "/stories/share/continue/{}/",
        "/accounts/invitation/{}/",
        "/stories/share/who/?pass={}",
        "/accounts/password/reset/key/{}/",
    ],
)
def test_a_link_that_lets_somebody_in_is_not_written_down(address):
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        0,
        "%s: %s",
        ("Not Found", address.format("s3cret-key")),
        None,
    )

    WithoutKeys().filter(record)

    assert "s3cret-key" not in record.getMessage()
    assert record.getMessage().startswith(f"Not Found: {address.split('{')[0]}")


def test_what_is_no_key_stays_readable():
    record = logging.LogRecord("x", logging.INFO, "", 0, "user %s, 100%% at %s", (7, "/ladder/"), None)

    WithoutKeys().filter(record)

    assert record.getMessage() == "user 7, 100% at /ladder/"


def test_every_way_out_of_the_log_goes_through_the_filter():
    for handler in settings.LOGGING["handlers"].values():
        assert "without_keys" in handler["filters"]
