"""Every answer carries the same guards, also the ones that say no."""

import pytest
from django.urls import reverse

from tests.support import factories
from tests.support.telling import FIRST, WRITE

pytestmark = pytest.mark.same_on_any_database

ADDRESSES = [
    "/",
    "/ladder/",
    "/no-such-page/",
    "/healthz",
    "/accounts/login/",
    "/stories/share/who/",
    "/admin/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_the_guards(client, db, address):
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "base-uri 'none'" in policy
    assert "unsafe-" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", [FIRST, WRITE, reverse("account_login")])
def test_a_page_made_for_one_person_is_never_stored(client, db, address):
    assert "no-store" in client.get(address).headers["Cache-Control"]


def test_a_public_page_sets_no_cookie_and_needs_no_script(client, db):
    factories.make_ladder()

    answer = client.get(reverse("ladder:ladder"))

    assert not answer.cookies
    assert b"<script" not in answer.content.replace(b'<script type="application/ld+json">', b"")
    assert b"csrfmiddlewaretoken" not in answer.content


def test_the_cookies_of_a_public_host_cannot_be_set_by_another(settings):
    """__Host- needs Secure, the whole site as path, and no domain."""
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_DOMAIN is None
    assert settings.SESSION_COOKIE_PATH == "/"


def test_the_site_says_that_it_is_alive_and_ready(client, db):
    assert client.get("/healthz").content == b"ok\n"
    assert client.get("/readyz").content == b"ready\n"
    assert "no-cache" in client.get("/healthz").headers["Cache-Control"]
