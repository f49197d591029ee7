"""The log says which page failed, and holds nothing that opens one."""

import io
import json
import logging
import re
import sys

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string

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
        "/news/mine/{}/stop/",
        "/accounts/password/reset/key/{}/",
        "/ladder/where-are-you/kept/{}/",
        "/ladder/where-are-you/group/{}/family/",
        "/ladder/where-are-you/group/host/{}/step/",
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


@pytest.fixture
def written():
    """What the log of the site writes, as the settings say."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    for name in settings.LOGGING["handlers"]["stderr"]["filters"]:
        handler.addFilter(import_string(settings.LOGGING["filters"][name]["()"])())
    handler.setFormatter(logging.Formatter(settings.LOGGING["formatters"]["lines"]["format"]))
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)


FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
PART = '--x\r\nContent-Disposition: form-data; name="f{}"{}\r\n\r\nx\r\n'
CANNOT_BE_READ = {
    "without a boundary": ("--nonsense", "multipart/form-data; boundary=", {}),
    "with a boundary that is none": ("--x", "multipart/form-data; boundary=\u20ac", {}),
    "with too many fields": ("&".join(f"f{n}=1" for n in range(10_000)), FORM, {}),
    "with too many parts": ("".join(PART.format(n, "") for n in range(3_000)) + "--x--", PARTS, {}),
    "with too many files": (
        "".join(PART.format(n, f'; filename="{n}.txt"') for n in range(2_000)) + "--x--", PARTS, {},
    ),
    "too large": ("a=" + "x" * 5_000_000, FORM, {}),
    "in other letters": ("title=x", f"{FORM}; charset=utf-16", {}),
    "for another host": ("title=x", FORM, {"HTTP_HOST": "evil\nhost.example"}),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("kind", CANNOT_BE_READ)
def test_what_cannot_be_read_is_one_line_of_the_log_and_a_clear_page(kind, written):
    body, content_type, more = CANNOT_BE_READ[kind]
    client = Client(raise_request_exception=False)

    page = client.generic("POST", "/stories/share/story/", body, content_type=content_type, **more)

    assert page.status_code in (400, 413)
    assert b"<h1" in page.content
    lines = written.getvalue().splitlines()
    assert len(lines) == 1, written.getvalue()[:2_000]
    assert "Traceback" not in lines[0]
    assert "/stories/share/story/" in lines[0]


def test_a_fault_of_ours_is_still_written_with_the_place_where_it_happened(written):
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /")

    assert "Traceback" in written.getvalue()


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
