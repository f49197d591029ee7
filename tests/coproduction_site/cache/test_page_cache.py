"""Whole pages are kept in front of Django, for everybody alike, until something public changes."""

import gzip
import threading
import time

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from coproduction_site.cache import kept_pages, revision
from coproduction_site.cache.in_front import BUSY, PageCache
from coproduction_site.cache.page_cache import PUBLIC, public_page
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
    with CaptureQueriesContext(connection) as queries:
        second = Answer(cache, LADDER)

    assert site.asked == 1
    assert len(queries) == 0, "only the revision is read, past the ORM"
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


def test_a_visitor_with_a_session_never_meets_the_cache(cache, site, settings):
    name = settings.SESSION_COOKIE_NAME
    Answer(cache, LADDER)  # Kept for others.
    for cookies in (f"{name}=x", f"a=1; {name}=x", f"{name}=x; b=2"):
        before = site.asked
        Answer(cache, LADDER, HTTP_COOKIE=cookies)
        Answer(cache, LADDER, HTTP_COOKIE=cookies)
        assert site.asked == before + 2


def test_who_once_opened_a_form_is_answered_from_the_cache(cache, site, settings):
    kept = Answer(cache, LADDER)
    others = (f"{settings.CSRF_COOKIE_NAME}=x", f"not-{settings.SESSION_COOKIE_NAME}=x", "a=sessionid")
    for cookies in others:
        assert Answer(cache, LADDER, HTTP_COOKIE=cookies).body == kept.body

    assert site.asked == 1


def test_a_visitor_with_a_session_gets_an_unchanged_page_only_once(cache, settings):
    cookies = f"{settings.SESSION_COOKIE_NAME}=x"
    first = Answer(cache, LADDER, HTTP_COOKIE=cookies)

    again = Answer(cache, LADDER, HTTP_COOKIE=cookies, HTTP_IF_NONE_MATCH=first.headers["ETag"])

    assert first.status == 200
    assert (again.status, again.body) == (304, b"")
    assert Answer(cache, LADDER).headers["ETag"] == first.headers["ETag"]


@pytest.mark.parametrize(
    "query", ["?rung=coercion&age=", "?age=&rung=coercion", "?rung=x&rung=coercion"]
)
def test_every_way_to_write_a_question_finds_the_same_page(cache, site, query):
    first = Answer(cache, "/stories/?rung=coercion")

    assert Answer(cache, f"/stories/{query}").body == first.body
    assert site.asked == 1


def test_a_port_in_the_host_makes_no_page_of_its_own(cache, site):
    Answer(cache, LADDER)
    Answer(cache, LADDER, HTTP_HOST="localhost:8443")

    assert site.asked == 1


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

    kept = cache.pages._pages.values()
    assert 0 < sum(page.size for page in kept) <= 20_000
    assert sum(page.size for page in kept) == cache.pages._bytes


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


def test_a_file_that_is_packed_in_itself_goes_out_as_it_is(db):
    def application(environ, start_response):
        start_response("200 OK", [("Cache-Control", PUBLIC), ("Content-Type", "application/zip")])
        return [b"packed"]

    answer = Answer(PageCache(application), "/", HTTP_ACCEPT_ENCODING="br")

    assert answer.body == b"packed"
    assert "Content-Encoding" not in answer.headers


def test_a_page_that_is_asked_for_again_is_packed_as_small_as_can_be(cache):
    quick = Answer(cache, LADDER, HTTP_ACCEPT_ENCODING="br")
    for _ in range(3):
        Answer(cache, LADDER, HTTP_ACCEPT_ENCODING="br")

    best = brotli.compress(brotli.decompress(quick.body))
    assert len(best) < len(quick.body)
    ends = time.monotonic() + 10
    while Answer(cache, LADDER, HTTP_ACCEPT_ENCODING="br").body != best:
        assert time.monotonic() < ends


def test_what_came_out_the_same_after_a_change_is_not_packed_again(cache):
    address = (False, LADDER, "")
    before = [Answer(cache, LADDER), cache.pages._pages[address].bodies][1]

    factories.make_published_story()
    Answer(cache, LADDER)

    after = cache.pages._pages[address].bodies
    assert after == before
    assert all(after[name] is before[name] for name in after)


# While a page is made anew


class Gone:
    """What a visitor sends who is not there any more."""

    def read(self, *size):
        raise ValueError("The connection is closed.")


GONE = {"wsgi.input": Gone()}


class Held:
    """An application that makes its page when it is let go."""

    def __init__(self):
        self.body, self.asked, self.may_go = b"first", threading.Event(), threading.Event()
        self.pages_made = []
        self.may_go.set()

    def hold(self, body):
        self.body = body
        self.asked.clear(), self.may_go.clear()

    def __call__(self, environ, start_response):
        environ["wsgi.input"].read()
        self.pages_made.append(environ["PATH_INFO"])
        self.asked.set()
        assert self.may_go.wait(10)
        start_response("200 OK", [("Cache-Control", PUBLIC)])
        return [self.body]


@pytest.fixture
def held(transactional_db, monkeypatch):
    """A second is a minute here, so that a busy machine changes nothing."""
    monkeypatch.setattr(kept_pages, "SECONDS_IT_MAY_BE_OLD", 60)
    revision.move()
    application = Held()
    yield PageCache(application), application
    application.may_go.set()


@pytest.fixture
def held_page(held):
    """A page that a thread is about to make anew: `change()` says what was changed before."""
    cache, application = held
    Answer(cache, "/")

    def begin(change):
        change()
        application.hold(b"second")
        maker = threading.Thread(target=lambda: (Answer(cache, "/"), connection.close()))
        maker.start()
        assert application.asked.wait(10)
        return cache, application, maker

    return begin


def test_while_something_new_is_made_others_are_shown_the_page_of_a_moment_ago(held_page):
    cache, application, maker = held_page(lambda: revision.move(only_adds=True))

    assert Answer(cache, "/").body == b"first"

    application.may_go.set()
    maker.join(10)
    assert Answer(cache, "/").body == b"second"


@pytest.mark.parametrize(
    "change",
    [
        revision.move,
        lambda: (revision.move(), revision.move(only_adds=True)),
        lambda: (revision.move(only_adds=True), revision.move()),
    ],
)
def test_after_something_was_taken_away_everybody_waits_for_the_new_page(held_page, change):
    cache, application, maker = held_page(change)
    seen = []
    reader = threading.Thread(target=lambda: (seen.append(Answer(cache, "/").body), connection.close()))

    reader.start()
    reader.join(0.3)
    assert seen == []
    application.may_go.set()
    reader.join(10)
    maker.join(10)
    assert seen == [b"second"]


def test_a_page_of_longer_ago_is_never_shown(held_page, monkeypatch):
    cache, application, maker = held_page(lambda: revision.move(only_adds=True))
    _, only_added_since = revision.read()
    assert cache.pages.of_a_moment_ago(only_added_since, (False, "/", "")).plain == b"first"

    monkeypatch.setattr(cache.pages, "_before_was_right_at", time.monotonic() - 61)
    assert cache.pages.of_a_moment_ago(only_added_since, (False, "/", "")) is None
    application.may_go.set()
    maker.join(10)


def many_ask_for(cache, *pages) -> None:
    """Each page by one more than the one before it."""
    for number, page in enumerate(pages):
        for _ in range(BUSY + 1 + number):
            Answer(cache, page)


def whatever_is_behind_is_done(cache) -> None:
    done = threading.Event()
    cache._behind.do(1_000, "the last", done.set)
    assert done.wait(10)


def test_nobody_waits_for_a_page_that_many_ask_for(held):
    cache, application = held
    many_ask_for(cache, "/")
    application.hold(b"second")
    revision.move(only_adds=True)

    assert [Answer(cache, "/", **GONE).body for _ in range(3)] == [b"first"] * 3
    assert application.asked.wait(10)
    application.may_go.set()
    whatever_is_behind_is_done(cache)

    assert Answer(cache, "/").body == b"second"
    assert application.pages_made == ["/", "/"]


def test_of_the_pages_that_many_ask_for_the_busiest_is_made_first(held):
    cache, application = held
    many_ask_for(cache, "/", "/charter/", "/ladder/", "/stories/")
    application.hold(b"second")
    revision.move(only_adds=True)

    Answer(cache, "/")
    assert application.asked.wait(10)
    for page in ("/charter/", "/stories/", "/ladder/"):
        Answer(cache, page)
    application.may_go.set()
    whatever_is_behind_is_done(cache)

    assert application.pages_made[4:] == ["/", "/stories/", "/ladder/", "/charter/"]


def test_no_page_is_made_behind_of_what_has_passed_meanwhile(held):
    cache, application = held
    many_ask_for(cache, "/", "/ladder/")
    application.hold(b"second")
    revision.move(only_adds=True)
    Answer(cache, "/")
    assert application.asked.wait(10)
    Answer(cache, "/ladder/")

    revision.move()
    cache.pages.get(revision.current(), (False, "/", ""))
    application.may_go.set()
    whatever_is_behind_is_done(cache)

    assert application.pages_made[2:] == ["/"]


def test_a_page_that_few_ask_for_is_new_at_once(held):
    cache, application = held
    for _ in range(BUSY):
        assert Answer(cache, "/").body == b"first"

    application.body = b"second"
    revision.move(only_adds=True)

    assert Answer(cache, "/").body == b"second"


def test_a_page_that_many_ask_for_is_gone_at_once_when_something_is_taken_away(held):
    cache, application = held
    many_ask_for(cache, "/")

    application.body = b"second"
    revision.move(only_adds=True)
    revision.move()

    assert Answer(cache, "/").body == b"second"


def test_what_is_not_made_behind_within_a_second_is_made_by_who_asks(held, monkeypatch):
    cache, application = held
    many_ask_for(cache, "/")

    application.body = b"second"
    revision.move(only_adds=True)
    Answer(cache, "/other")
    monkeypatch.setattr(cache.pages, "_before_was_right_at", time.monotonic() - 61)

    assert Answer(cache, "/").body == b"second"


def test_a_first_publication_only_adds_and_a_withdrawal_does_not(db):
    story = factories.make_waiting_story()
    before = revision.read()[1]

    story.publish(factories.make_moderator())
    number, added_since = revision.read()
    assert number > added_since
    assert added_since <= before + 1

    story.withdraw()
    assert len(set(revision.read())) == 1
