"""The page cache: whole public pages, answered in front of Django and without it.

They are kept under the content revision, so one published change is seen by every worker at the next
request. Whoever is signed in, or has begun a story, never meets this cache. A form's own cookie is no
reason to stay away: no public page holds anything of it.
"""

import threading
from functools import lru_cache
from io import BytesIO

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http.request import split_domain_port, validate_host

from coproduction_site.cache import packing, revision
from coproduction_site.cache.behind import Behind
from coproduction_site.cache.kept_pages import MOST_BYTES, KeptPages, Page
from coproduction_site.cache.page_cache import ASKED_BY_CACHE, NOT_PACKED, may_be_kept, plain_query
from coproduction_site.errors import MET_DATABASE_AWAY

LONGEST_QUERY = 200
LONGEST_WAIT = 5  # Seconds, for a page that another thread is making.
# To nginx, which takes it out: keep this, and ask about it every time. Nothing without this mark is kept there.
ASK_EACH_TIME = ("X-Accel-Expires", "@1")
WORTH_PACKING_WELL = 2  # Times asked for since something was published.
BUSY = 4  # Times asked for, too: nobody waits while such a page is made anew.
AFTER_ALL_PAGES = 1  # In the order of what is done behind: pages have less, the busiest least.


class PageCache:
    """The WSGI application that gunicorn sees."""

    def __init__(self, application, most_bytes: int = MOST_BYTES):
        self.application = application
        self.pages = KeptPages(most_bytes)
        self._lock = threading.Lock()
        self._making: dict[tuple, threading.Event] = {}
        self._behind = Behind()

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] != "HEAD":
            return self._serve(environ, start_response)
        _close(self._serve(environ, start_response))
        return []

    def _serve(self, environ, start_response):
        address = _address(environ)
        if address is None:
            return self.application(environ, start_response)
        try:
            number, only_added_since = _revision()
        except (DatabaseError, InterfaceError):
            connection.close()
            return self._while_away(address, environ, start_response)
        page = self.pages.get(number, address)
        if page is None and environ["REQUEST_METHOD"] == "HEAD":
            return self.application({**environ, revision.READ_IN_FRONT: number}, start_response)
        page = page or self._while_it_is_made(number, only_added_since, address, environ)
        if page is None:
            return self._make(number, address, environ, start_response)
        if page.times_asked == WORTH_PACKING_WELL:
            self._behind.do(AFTER_ALL_PAGES, page, page.pack_better)
        return _answer(page, environ, start_response)

    def _while_away(self, address, environ, start_response):
        """What was right a moment ago, for a minute at most; no page that was not kept."""
        found = self.pages.while_away(address)
        if found is None:
            return self.application({**environ, MET_DATABASE_AWAY: True}, start_response)
        page, age = found
        return _answer(page, environ, _as_of(age, start_response))

    def _while_it_is_made(self, number, only_added_since, address, environ) -> Page | None:
        """By another thread: as it was a moment ago, if nothing was taken away since; else this one waits for it.

        Nobody at all waits for a busy page, and it is asked for again in a second at the latest.
        """
        another = self._making.get((number, address))
        before = self.pages.of_a_moment_ago(only_added_since, address)
        if before and (another or before.times_asked >= BUSY):
            if not another:
                self._make_behind(before.times_asked, number, address, environ)
            return before
        if another:
            another.wait(LONGEST_WAIT)
            return self.pages.get(number, address)
        return None

    def _make_behind(self, times_asked, number, address, environ) -> None:
        """What a visitor may still send is not read: no page is made of it."""
        environ = {**environ, "wsgi.input": BytesIO()}

        def make():
            if self.pages.revision == number:
                _close(self._make(number, address, environ, lambda status, headers: None))

        self._behind.do(-times_asked, (number, address), make)

    def _make(self, number, address, environ, start_response):
        with self._lock:
            is_first = (number, address) not in self._making
            done = self._making.setdefault((number, address), threading.Event())
        try:
            status, headers, body = self._ask(
                {**environ, ASKED_BY_CACHE: True, revision.READ_IN_FRONT: number}
            )
            if not may_be_kept(status, headers):
                start_response(status, headers)
                return body
            page = self._packed(address, status, headers, body)
            self.pages.put(number, address, page)
        finally:
            if is_first:
                self._making.pop((number, address))
                done.set()
        return _answer(page, environ, start_response)

    def _ask(self, environ):
        start = {}

        def listen(status, headers, exc_info=None):
            start.update(status=status, headers=headers)

        body = self.application(environ, listen)
        headers = [(name, value) for name, value in start["headers"] if value != NOT_PACKED]
        return start["status"], headers, body

    def _packed(self, address, status, headers, body) -> Page:
        plain = b"".join(body)
        _close(body)
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        bodies = self.pages.packed_like(address, plain) or packing.packed(plain, kind)
        return Page(status, [*headers, *_for_proxy()], bodies)


def _close(body) -> None:
    if hasattr(body, "close"):
        body.close()


def _address(environ) -> tuple | None:
    """What a page may depend on beside the revision, and nothing else: not the host, since `site_address` names it.

    None for what is no page, or is not asked for as everybody may.
    """
    path, query = environ.get("PATH_INFO", ""), environ.get("QUERY_STRING", "")
    if len(query) > LONGEST_QUERY or not _may_be_asked(environ, path):
        return None
    return _is_secure(environ), path, plain_query(query, path)


def _may_be_asked(environ, path) -> bool:
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and not path.startswith((settings.STATIC_URL, "/healthz", "/readyz"))
        and not ("HTTP_COOKIE" in environ and _has_session(environ["HTTP_COOKIE"]))
        and _is_ours(environ.get("HTTP_HOST", ""), tuple(settings.ALLOWED_HOSTS))
    )


def _has_session(cookies: str) -> bool:
    names = (cookie.partition("=")[0].strip() for cookie in cookies.split(";"))
    return settings.SESSION_COOKIE_NAME in names


@lru_cache(maxsize=64)
def _is_ours(host: str, allowed: tuple[str, ...]) -> bool:
    return validate_host(split_domain_port(host)[0], allowed)


def _revision() -> tuple[int, int]:
    """A connection that was kept may have ended since: only a new one can say that the database is away."""
    try:
        return revision.read()
    except (DatabaseError, InterfaceError):
        if connection.connection is None or connection.in_atomic_block:
            raise
    connection.close()
    return revision.read()


def _for_proxy() -> list[tuple[str, str]]:
    return [ASK_EACH_TIME] if settings.TRUSTED_PROXIES else []


def _is_secure(environ) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        return environ.get(header) == value
    return environ.get("wsgi.url_scheme") == "https"


def _as_of(age: float, start_response):
    """Nobody keeps it any longer, and whoever looks after the site sees what is wrong."""

    def start(status, headers):
        kept = [pair for pair in headers if pair[0] not in ("Cache-Control", ASK_EACH_TIME[0])]
        marks = [("Cache-Control", "no-store"), ("Age", str(round(age))), ("X-Database", "away")]
        return start_response(status, kept + marks)

    return start


def _answer(page, environ, start_response):
    known = environ.get("HTTP_IF_NONE_MATCH")
    if known and page.etag in known and page.status.startswith("200"):
        start_response("304 Not Modified", list(page.unchanged))
        return []
    encoding = packing.best_of(environ.get("HTTP_ACCEPT_ENCODING", ""))
    headers, body = page.answer(encoding)
    start_response(page.status, list(headers))
    return [body]
