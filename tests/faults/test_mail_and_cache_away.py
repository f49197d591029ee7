"""Families come first: a story is sent though the mail server or the table of the cache is away."""

import time

import pytest

from tests.tools import databases
from tests.tools.letter_box import taking_letters
from tests.tools.server import free_port, serving


def test_a_dead_mail_server_holds_nobody_up_and_the_letter_goes_later(database, tmp_path):
    port = free_port()
    with serving(tmp_path, database, EMAIL_URL=f"smtp://127.0.0.1:{port}") as site:
        started = time.monotonic()
        page = site.visitor().send_story(email="teller@example.org")
        assert page.address.endswith("/thanks/")
        assert time.monotonic() - started < 5

        site.manage("work", "--once")
        (waiting,) = databases.rows(database, "SELECT status FROM post_office_email")
        databases.change(database, "UPDATE post_office_email SET scheduled_time = NULL")

        with taking_letters(port) as letters:
            site.manage("work", "--once")
            site.manage("work", "--once")

    assert waiting != (0,), "it is not taken for sent"
    assert databases.rows(database, "SELECT status FROM post_office_email") == [(0,)]
    (letter,) = letters
    assert "We have your story" in letter


@pytest.fixture
def site_without_cache(database, tmp_path):
    databases.change(database, "DROP TABLE cache")
    with serving(tmp_path, database, RATE_LIMITS="1") as site:
        yield site


def test_without_the_cache_the_site_works_and_nobody_is_limited(site_without_cache):
    for number in range(8):
        page = site_without_cache.visitor().send_story(title=f"Story {number}")
        assert page.address.endswith("/thanks/"), page.text

    for path in ("/", "/stories/", "/partners/"):
        assert site_without_cache.visitor().open(path).status == 200


def test_without_the_cache_people_still_sign_in(site_without_cache):
    site_without_cache.shell(
        "from coproduction_site.models import User;"
        "User.objects.create_user('partner@example.org', 'long enough to be safe')"
    )
    visitor = site_without_cache.visitor()
    form = visitor.open("/accounts/login/").fields()
    words = {"login": "partner@example.org", "password": "long enough to be safe"}

    assert visitor.open("/accounts/login/", form | words).address.endswith("/partners/mine/")
