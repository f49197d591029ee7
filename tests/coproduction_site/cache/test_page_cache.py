"""Whole pages are kept in front of Django, for everybody alike, until something public changes."""

import gzip
import threading

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from coproduction_site.cache import revision
from coproduction_site.cache.page_cache import PUBLIC, PageCache, public_page
from tests.support import factories
from tests.support.telling import FIRST


class Answer:
    def __init__(self, application, path, **environ):
        environ = RequestFactory(headers={"host": "localhost"}).get(path).environ | environ
        self.body = b"".join(application(environ, self._listen))

    def _listen(self, status, headers, exc_info=None):
        self.status, self.headers = int(status[:3]), dict(headers)


class CountingSite:
    """Django, and how often it was asked."""

    def __init__(self):
        self.asked, self.handler = 0, WSGIHandler()

    def __call__(self, environ, start_response):
        self.asked += 1
        return self.handler(environ, start_response)


@pytest.fixture
def site(db):
    """As Django's own test client does, the test's transaction is kept open from request to request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield _site()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _site():
    factories.make_site()
    factories.make_ladder()
    return CountingSite()


@pytest.fixture
def cache(site):
    return PageCache(site)


LADDER = "/ladder/"


def test_the_second_visitor_is_answered_without_django(cache, site):
    first = Answer(cache, LADDER)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        second = Answer(cache, LADDER)

    assert site.asked == 1
    assert len(queries) == 1, "only the revision is read"
    assert first.body == second.body
    assert b"Consultation" in second.body


def test_a_change_that_the_public_can_see_is_seen_at_the_next_request(cache):
    Answer(cache, LADDER)

    rung = factories.make_rung(4)
    rung.name = "Asking"
    rung.save()

    assert b"Asking" in Answer(cache, LADDER).body


def test_a_change_made_in_one_worker_is_seen_in_the_others(site):
    one, other = PageCache(site), PageCache(site)
    Answer(one, LADDER), Answer(other, LADDER)

    factories.make_rung(4).delete()

    assert b"Consultation" not in Answer(other, LADDER).body


def test_publishing_a_story_moves_the_revision_and_sending_one_does_not(db):
    moderator = factories.make_moderator()
    before = revision.current()

    story = factories.make_waiting_story()
    assert revision.current() == before

    story.publish(moderator)
    assert revision.current() > before


def test_a_visitor_with_a_cookie_of_ours_never_meets_the_cache(cache, site, settings):
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        before = site.asked
        Answer(cache, LADDER, HTTP_COOKIE=f"{name}=x")
        Answer(cache, LADDER, HTTP_COOKIE=f"{name}=x")
        assert site.asked == before + 2


def test_an_unchanged_page_is_not_sent_again(cache):
    etag = Answer(cache, LADDER).headers["ETag"]

    again = Answer(cache, LADDER, HTTP_IF_NONE_MATCH=etag)

    assert again.status == 304
    assert again.body == b""
    assert again.headers["ETag"] == etag


def test_the_page_is_packed_as_the_browser_likes_it(cache):
    plain = Answer(cache, LADDER)
    zipped = Answer(cache, LADDER, HTTP_ACCEPT_ENCODING="gzip, deflate")
    packed = Answer(cache, LADDER, HTTP_ACCEPT_ENCODING="gzip, deflate, br")
    refused = Answer(cache, LADDER, HTTP_ACCEPT_ENCODING="br;q=0, identity")

    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(zipped.body) == plain.body
    assert brotli.decompress(packed.body) == plain.body
    assert refused.body == plain.body
    for answer in (plain, zipped, packed):
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers["Content-Length"] == str(len(answer.body))


def test_a_head_request_gets_the_headers_alone(cache):
    page = Answer(cache, LADDER)

    head = Answer(cache, LADDER, REQUEST_METHOD="HEAD")
    not_kept = Answer(cache, "/healthz", REQUEST_METHOD="HEAD")

    assert head.body == not_kept.body == b""
    assert head.headers["Content-Length"] == page.headers["Content-Length"]


def test_a_made_up_query_is_served_and_not_kept(cache, site):
    Answer(cache, f"{LADDER}?a=1")
    Answer(cache, f"{LADDER}?a=1")

    assert site.asked == 2


@pytest.mark.parametrize(
    "header", ["HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_ORIGINAL_URL", "HTTP_FORWARDED"]
)
def test_a_header_that_is_not_part_of_the_key_cannot_change_a_kept_page(cache, header):
    poisoned = Answer(cache, LADDER, **{header: "evil.example"})
    clean = Answer(cache, LADDER)

    assert b"evil.example" not in poisoned.body
    assert clean.body == poisoned.body


def test_a_host_that_is_not_ours_is_refused_even_when_the_page_is_kept(cache):
    Answer(cache, LADDER)

    assert Answer(cache, LADDER, HTTP_HOST="evil.example").status == 400


def test_the_safety_headers_are_on_kept_pages_too(cache):
    Answer(cache, LADDER)
    kept = Answer(cache, LADDER).headers

    assert "default-src 'none'" in kept["Content-Security-Policy"]
    assert "nonce-" not in kept["Content-Security-Policy"]
    assert kept["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in kept


@pytest.mark.parametrize(
    "headers",
    [{"Set-Cookie": "a=1"}, {"Vary": "Cookie"}, {"Content-Security-Policy": "script-src 'nonce-abc'"}],
)
def test_a_page_that_knows_who_asked_is_not_kept_whatever_its_view_says(db, headers):
    asked = []

    def application(environ, start_response):
        asked.append(1)
        start_response("200 OK", [("Cache-Control", PUBLIC), *headers.items()])
        return [b"for you"]

    cache = PageCache(application)
    Answer(cache, "/"), Answer(cache, "/")

    assert len(asked) == 2


def test_an_error_is_not_kept(cache, site):
    Answer(cache, "/ladder/no-such-rung/")
    Answer(cache, "/ladder/no-such-rung/")

    assert site.asked == 2


def test_a_form_page_is_not_kept(cache, site):
    Answer(cache, FIRST)
    Answer(cache, FIRST)

    assert site.asked == 2


def test_the_cache_never_holds_more_than_its_bound(db):
    def application(environ, start_response):
        start_response("200 OK", [("Cache-Control", PUBLIC)])
        return [environ["PATH_INFO"].encode() * 100]

    cache = PageCache(application, most_bytes=20_000)
    for number in range(500):
        Answer(cache, f"/{number}/")

    assert 0 < sum(page.size for page in cache._pages.values()) <= 20_000


def test_a_public_page_answers_no_post(rf):
    view = public_page(lambda request: HttpResponse("same for all"))

    assert view(rf.post("/")).status_code == 405


@pytest.mark.django_db(transaction=True)
def test_many_visitors_at_once_make_a_page_once():
    slowly = threading.Barrier(8)
    made = []

    def application(environ, start_response):
        made.append(1)
        start_response("200 OK", [("Cache-Control", PUBLIC)])
        return [b"page"]

    cache = PageCache(application)

    def visit():
        slowly.wait()
        Answer(cache, "/")
        connection.close()

    visitors = [threading.Thread(target=visit) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()

    assert len(made) == 1
