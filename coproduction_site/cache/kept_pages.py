"""Pages as they go out, and the place where one process keeps them: bounded, and of one revision."""

import threading
from collections import OrderedDict
from hashlib import blake2b
from time import monotonic

from coproduction_site.cache import packing

MOST_BYTES = 12_000_000  # In one process; as much again for a moment after something was published.
SIZE_OF_AN_ENTRY = 2_000  # Its key, its headers and what Python needs for them, measured.
SECONDS_IT_MAY_BE_OLD = 1.0
SECONDS_WITHOUT_DATABASE = 60.0  # Why so long, and no longer: docs/decisions.md.
DROPPED = {"content-length", "content-encoding", "etag", "vary", "x-request-id"}
# RFC 9110, 15.4.5: what a browser has it keeps, so an unchanged page repeats only what a cache needs.
REPEATED = {"cache-control", "content-location", "date", "expires"}


def etag_of(plain: bytes) -> str:
    """Weak, because the same page goes out packed in several ways."""
    return f'W/"{blake2b(plain, digest_size=12).hexdigest()}"'


class Page:
    """Its answers by encoding, each with headers of its own, made once: `headers, body = page.answer("br")`."""

    def __init__(self, status: str, headers: list[tuple[str, str]], bodies: dict[str, bytes]):
        self.status, self.bodies, self.times_asked = status, dict(bodies), 0
        self.etag = etag_of(self.plain)
        headers = [(name, value) for name, value in headers if name.lower() not in DROPPED]
        marks = [("ETag", self.etag), ("Vary", "Accept-Encoding")]
        self.headers = headers + marks
        self.unchanged = [pair for pair in headers if pair[0].lower() in REPEATED] + marks
        self.answers = {encoding: self._answer(encoding) for encoding in self.bodies}
        self.size = self._size()

    @property
    def plain(self) -> bytes:
        return self.bodies[packing.PLAIN]

    def answer(self, encoding: str) -> tuple[list[tuple[str, str]], bytes]:
        """As this browser likes it, or as it is. Two threads that zip it at once make the same bytes."""
        if encoding == packing.GZIP and packing.BROTLI in self.bodies and encoding not in self.answers:
            self.bodies[encoding] = packing.zipped(self.plain)
            self.answers[encoding] = self._answer(encoding)
        return self.answers.get(encoding) or self.answers[packing.PLAIN]

    def pack_better(self) -> None:
        """What it takes is spent once, by a thread that nobody waits for."""
        if packing.BROTLI in self.bodies:
            self.bodies[packing.BROTLI] = packing.smallest(self.plain)
            self.answers[packing.BROTLI] = self._answer(packing.BROTLI)

    def _size(self) -> int:
        """With room for the zipped body, which may come later: less than twice as long as Brotli's."""
        small = len(self.bodies.get(packing.BROTLI, b""))
        return SIZE_OF_AN_ENTRY + len(self.plain) + 3 * small

    def _answer(self, encoding) -> tuple[list[tuple[str, str]], bytes]:
        body = self.bodies[encoding]
        packed = [("Content-Encoding", encoding)] if encoding else []
        return [*self.headers, ("Content-Length", str(len(body))), *packed], body


class KeptPages:
    """The least used page goes first. When the revision moves, the pages of the one before stand by.

    They serve whoever comes while a page is made anew, and lend their packed bytes to a page that came out the same.
    """

    def __init__(self, most_bytes: int = MOST_BYTES):
        self.most_bytes = most_bytes
        self.revision = self._before_revision = -1
        self._pages, self._before = OrderedDict(), OrderedDict()
        self._bytes = 0
        self._seen_at = self._before_was_right_at = 0.0
        self._lock = threading.Lock()

    def get(self, revision: int, address: tuple) -> Page | None:
        with self._lock:
            self._meet(revision)
            page = self._pages.get(address) if revision == self.revision else None
            if page is not None:
                self._pages.move_to_end(address)
                page.times_asked += 1
            return page

    def put(self, revision: int, address: tuple, page: Page) -> None:
        """A page of a revision that has passed meanwhile is not kept."""
        with self._lock:
            self._meet(revision)
            if revision != self.revision:
                return
            self._drop(address)
            self._pages[address] = page
            self._bytes += page.size
            while self._bytes > self.most_bytes:
                self._drop(next(iter(self._pages)))

    def of_a_moment_ago(self, only_added_since: int, address: tuple) -> Page | None:
        """As it was right at most a second ago, seen by this process itself. None if something was taken away since."""
        is_young = monotonic() < self._before_was_right_at + SECONDS_IT_MAY_BE_OLD
        return (
            self._before.get(address) if is_young and only_added_since <= self._before_revision else None
        )

    def while_away(self, address: tuple) -> tuple[Page, float] | None:
        """Nobody can say what holds now: the page that was right when this process last knew, and how many seconds ago."""
        age = monotonic() - self._seen_at
        page = self._pages.get(address) if age <= SECONDS_WITHOUT_DATABASE else None
        return (page, age) if page else None

    def packed_like(self, address: tuple, plain: bytes) -> dict[str, bytes] | None:
        before = self._before.get(address)
        return before.bodies if before and before.plain == plain else None

    def _meet(self, revision) -> None:
        if revision > self.revision:
            self._before_revision, self._before_was_right_at = self.revision, self._seen_at
            self._before, self._pages, self._bytes = self._pages, OrderedDict(), 0
            self.revision = revision
        if revision == self.revision:
            self._seen_at = monotonic()

    def _drop(self, address) -> None:
        page = self._pages.pop(address, None)
        self._bytes -= page.size if page else 0
