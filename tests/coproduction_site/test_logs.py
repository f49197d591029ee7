"""The log says which page failed, and holds nothing that opens one."""

import json
import logging
import re
import sys

import pytest
from django.conf import settings

from coproduction_site.cache.in_front import PageCache
from coproduction_site.cache.page_cache import PUBLIC
from coproduction_site.logs import AsJson, WithoutKeys


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


def log_line(formatter, message="Not Found: %s", *args, error=None) -> str:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, args, error)
    WithoutKeys().filter(record)
    return formatter.format(record)


def test_a_program_reads_one_object_a_line_and_no_key_in_it():
    try:
        raise ValueError("/stories/follow/s3cret-key/")
    except ValueError:
        line = log_line(AsJson(), "Not Found: %s", "/stories/follow/s3cret-key/", error=sys.exc_info())

    assert "\n" not in line
    assert "s3cret-key" not in line
    said = json.loads(line)
    assert said["message"] == "Not Found: /stories/follow/…/"
    assert (said["level"], said["logger"]) == ("WARNING", "django.request")
    assert "ValueError: /stories/follow/…/" in said["error"]


@pytest.mark.django_db
def test_what_happened_in_one_request_bears_its_number(client, settings, caplog):
    settings.TRUSTED_PROXIES = 1

    with caplog.filtering(WithoutKeys()):
        answer = client.get("/no-such-page/", headers={"x-request-id": "proxy-number-1"})

    assert answer.headers["X-Request-ID"] == "proxy-number-1"
    assert {record.request_id for record in caplog.records} == {"proxy-number-1"}


@pytest.mark.parametrize(
    "number", ["short", "a" * 65, "with space and more", "<script>alert(1)</script>"]
)
def test_what_is_no_number_does_not_get_into_the_log(client, settings, number):
    settings.TRUSTED_PROXIES = 1

    answer = client.get("/healthz", headers={"x-request-id": number})

    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-ID"])


def test_without_a_proxy_of_ours_nobody_chooses_the_number(client, settings):
    settings.TRUSTED_PROXIES = 0

    answer = client.get("/healthz", headers={"x-request-id": "chosen-by-me"})

    assert answer.headers["X-Request-ID"] != "chosen-by-me"


@pytest.mark.django_db
def test_a_page_that_is_kept_for_everybody_bears_no_number(rf):
    def page(environ, start_response):
        start_response("200 OK", [("Cache-Control", PUBLIC), ("X-Request-ID", "of-the-first-visitor")])
        return [b"the page"]

    started = {}
    PageCache(page)(
        rf.get("/ladder/", HTTP_HOST="localhost").environ,
        lambda status, headers: started.update(headers),
    )

    assert started["ETag"]
    assert "X-Request-ID" not in started
