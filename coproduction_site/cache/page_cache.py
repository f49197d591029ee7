"""Whole public pages, kept in front of Django and answered without it.

A page is kept only if its view says that it is the same for everybody (`@public_page`) and the
answer bears that out: no cookie set, nothing that varies by cookie, no nonce. It is kept under the
content revision, so one published change is seen by every worker at the next request. Requests
that carry any cookie of ours never meet this cache.
"""

import gzip
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, wraps
from hashlib import blake2b

import brotli
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.http.request import split_domain_port, validate_host
from django.views.decorators.http import require_safe

from coproduction_site.cache import revision
from coproduction_site.errors import MET_DATABASE_AWAY

PUBLIC = "public, max-age=0, must-revalidate"
MOST_BYTES = 32_000_000
LONGEST_QUERY = 200
LONGEST_WAIT = 5  # Seconds, for a page that another thread is making.
KEPT_STATUSES = {"200", "301", "410"}
ASKED_BY_CACHE = "coproduction_site.page_cache"
NOT_PACKED = "identity"  # The compression middleware leaves an answer alone that has an encoding.


def public_page(*names: str | Callable):
    """The view answers GET and HEAD, the same for everybody. `names` are the query it understands.

    With any other query the page is still served, only not kept, so that made-up addresses cannot
    push real pages out.
    """
    if names and callable(names[0]):
        return public_page()(names[0])

    def decorate(view):
        @wraps(view)
        def marked(request, *args, **kwargs):
            response = view(request, *args, **kwargs)
            if set(request.GET) <= set(names) and not response.has_header("Cache-Control"):
                response.headers["Cache-Control"] = PUBLIC
                if request.META.get(ASKED_BY_CACHE):
                    response.headers["Content-Encoding"] = NOT_PACKED
            return response

        return require_safe(marked)

    return decorate


@dataclass(frozen=True)
class Page:
    status: str
    headers: tuple[tuple[str, str], ...]
    etag: str
    bodies: dict[str, bytes]

    @property
    def size(self) -> int:
        return sum(map(len, self.bodies.values()))


class PageCache:
    """The WSGI application that gunicorn sees. Bounded in bytes; the least used page goes first."""

    def __init__(self, application, most_bytes: int = MOST_BYTES):
        self.application = application
        self.most_bytes = most_bytes
        self._pages: OrderedDict[tuple, Page] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._making: dict[tuple, threading.Event] = {}

    def __call__(self, environ, start_response):
        body = self._serve(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if hasattr(body, "close"):
            body.close()
        return []

    def _serve(self, environ, start_response):
        if not _may_be_asked(environ):
            return self.application(environ, start_response)
        try:
            key = _key(environ)
        except (DatabaseError, InterfaceError):
            connection.close()
            return self.application({**environ, MET_DATABASE_AWAY: True}, start_response)
        page = self._get(key)
        if page is None and environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start_response)
        if page is None:
            return self._make(key, environ, start_response)
        return _answer(page, environ, start_response)

    def _get(self, key) -> Page | None:
        with self._lock:
            if key in self._pages:
                self._pages.move_to_end(key)
            return self._pages.get(key)

    def _make(self, key, environ, start_response):
        """One thread makes the page; the others wait for it instead of making it too."""
        with self._lock:
            another = self._making.get(key)
            if another is None:
                self._making[key] = threading.Event()
        if another is not None:
            another.wait(LONGEST_WAIT)
        try:
            page = self._get(key)
            if page is None:
                status, headers, body = self._ask(environ)
                if not _may_be_kept(status, headers):
                    start_response(status, headers)
                    return body
                page = _packed(status, headers, body)
                self._put(key, page)
        finally:
            if another is None:
                self._making.pop(key).set()
        return _answer(page, environ, start_response)

    def _ask(self, environ):
        start = {}

        def listen(status, headers, exc_info=None):
            start.update(status=status, headers=headers)

        body = self.application({**environ, ASKED_BY_CACHE: True}, listen)
        headers = [(name, value) for name, value in start["headers"] if value != NOT_PACKED]
        return start["status"], headers, body

    def _put(self, key, page) -> None:
        with self._lock:
            for old in [old for old in self._pages if old[0] < key[0] or old == key]:
                self._bytes -= self._pages.pop(old).size
            self._pages[key] = page
            self._bytes += page.size
            while self._bytes > self.most_bytes:
                self._bytes -= self._pages.popitem(last=False)[1].size


def _may_be_asked(environ) -> bool:
    path = environ.get("PATH_INFO", "")
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and not path.startswith((settings.STATIC_URL, "/healthz", "/readyz"))
        and len(environ.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not _carries_our_cookie(environ.get("HTTP_COOKIE", ""))
        and _is_ours(environ.get("HTTP_HOST", ""), tuple(settings.ALLOWED_HOSTS))
    )


@lru_cache(maxsize=64)
def _is_ours(host: str, allowed: tuple[str, ...]) -> bool:
    return validate_host(split_domain_port(host)[0], allowed)


def _key(environ) -> tuple:
    """What a page may depend on, and nothing else. The revision comes first."""
    return (
        _revision(),
        environ["HTTP_HOST"],
        _is_secure(environ),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
    )


def _revision() -> int:
    """A connection that was kept may have ended since: only a new one can say that the database is away."""
    try:
        return revision.current()
    except (DatabaseError, InterfaceError):
        if connection.connection is None or connection.in_atomic_block:
            raise
    connection.close()
    return revision.current()


def _carries_our_cookie(cookies: str) -> bool:
    return any(name in cookies for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME))


def _is_secure(environ) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        header, value = settings.SECURE_PROXY_SSL_HEADER
        return environ.get(header) == value
    return environ.get("wsgi.url_scheme") == "https"


def _may_be_kept(status, headers) -> bool:
    """Belt and braces: even a page that is marked public is not kept if it knows who asked."""
    values = {name.lower(): value for name, value in headers}
    return (
        status[:3] in KEPT_STATUSES
        and values.get("cache-control") == PUBLIC
        and "set-cookie" not in values
        and "cookie" not in values.get("vary", "").lower()
        and "nonce-" not in values.get("content-security-policy", "")
    )


def _packed(status, headers, body) -> Page:
    plain = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    bodies = {"": plain, "gzip": gzip.compress(plain, mtime=0), "br": brotli.compress(plain)}
    dropped = {"content-length", "content-encoding", "etag", "vary"}
    headers = [(name, value) for name, value in headers if name.lower() not in dropped]
    etag = f'W/"{blake2b(plain, digest_size=12).hexdigest()}"'
    return Page(status, (*headers, ("ETag", etag), ("Vary", "Accept-Encoding")), etag, bodies)


def _answer(page, environ, start_response):
    if page.status.startswith("200") and page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start_response("304 Not Modified", list(page.headers))
        return []
    accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
    encoding = next((name for name in ("br", "gzip") if _accepts(accepted, name)), "")
    body = page.bodies[encoding]
    headers = [*page.headers, ("Content-Length", str(len(body)))]
    if encoding:
        headers.append(("Content-Encoding", encoding))
    start_response(page.status, headers)
    return [body]


def _accepts(accepted: str, encoding: str) -> bool:
    for offer in accepted.split(","):
        name, _, weight = offer.partition(";")
        if name.strip() == encoding:
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
