"""People who read and write at a site that is reached by https, each from an address of their own."""

import ssl
import threading
import time
from collections import Counter, defaultdict
from contextlib import suppress
from functools import partial
from http.client import HTTPSConnection
from urllib.request import HTTPCookieProcessor, HTTPSHandler, ProxyHandler, build_opener

from tests.tools.server import wait_until
from tests.tools.visitor import BROKEN, Visitor

NAME = "coproduction.example.org"
READ = ("/", "/ladder/", "/stories/", "/partners/", "/accounts/login/")
PATIENCE = 240
WRITERS, READERS = 2, 2
SECONDS_TO_READ = 0.05  # Between two pages: they look often, and leave the cores to the site.
BETWEEN = "between"


class FromAddress(HTTPSHandler):
    """The certificate of a test is signed by nobody."""

    def __init__(self, address: str):
        self.context = ssl._create_unverified_context()  # noqa: S323
        self.address = address
        super().__init__(context=self.context)

    def https_open(self, request):
        connection = partial(HTTPSConnection, source_address=(self.address, 0), context=self.context)
        return self.do_open(connection, request)


def visitor(number: int) -> Visitor:
    """From 1 to 200: as many addresses as the network of the test has."""
    address = NAME
    found = Visitor(f"https://{address}", {"Referer": f"https://{address}/"}, timeout=60)
    found.opener = build_opener(
        HTTPCookieProcessor(found.cookies), ProxyHandler({}), FromAddress(f"10.77.9.{number}")
    )
    return found


class Counting(Visitor):
    """It notes every answer, and presses again as people do.

    What was on its way when something was broken or mended belongs to neither: it is counted as “between”.
    """

    def __init__(self, number: int, crowd):
        other = visitor(number)
        self.__dict__ |= other.__dict__
        self.crowd = crowd

    def open(self, path, form=None):
        phase = self.crowd.name
        try:
            page = super().open(path, form)
        except BROKEN as error:
            self.crowd.note(self._phase_since(phase), type(error).__name__, path)
            raise
        self.crowd.note(self._phase_since(phase), page.status, path)
        return page

    def _phase_since(self, began: str) -> str:
        return began if self.crowd.name == began else BETWEEN


class Crowd:
    GOOD = frozenset({200})

    def __init__(self):
        self.answers, self.refused, self.thanked = defaultdict(Counter), defaultdict(list), []
        self.name, self.since = "before", time.monotonic()
        self.ended, self.lock = threading.Event(), threading.Lock()
        self.faults = []
        people = [self._read] * READERS + [self._write] * WRITERS
        self.threads = [threading.Thread(target=act, args=[number]) for number, act in enumerate(people)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        for thread in self.threads:
            thread.join()
        assert not self.faults, self.faults

    def phase(self, name: str):
        self.name, self.since = name, time.monotonic()
        return _Phase(self)

    def seconds_of_phase(self) -> float:
        return time.monotonic() - self.since

    def has_sent(self, more: int) -> None:
        wanted = len(self.thanked) + more
        wait_until(lambda: len(self.thanked) >= wanted or self.faults, PATIENCE)

    def note(self, phase: str, answer, path: str) -> None:
        with self.lock:
            self.answers[phase][answer] += 1
            if answer not in self.GOOD:
                self.refused[phase].append(f"{phase}: {answer} for {path}")

    def _read(self, number: int) -> None:
        while not self.ended.is_set():
            for path in READ:
                with suppress(*BROKEN):
                    Counting(100 + number, self).open(path)
                self.ended.wait(SECONDS_TO_READ)

    def _write(self, number: int) -> None:
        """Each story from another address: nobody sends many."""
        sent = 0
        while not self.ended.is_set():
            title, place = f"Story {number}-{sent}", 10 + (number * 45 + sent) % 90
            sent += 1
            try:
                page = Counting(place, self).send_story(title=title)
            except Exception as error:
                self.faults.append(f"{title}: {error!r}")
                return
            if page.address.endswith("/thanks/"):
                self.thanked.append(title)


class _Phase:
    """`with` ends it: what comes before the next one begins is counted as “between”."""

    def __init__(self, crowd: Crowd):
        self.crowd = crowd

    def has_sent(self, more: int) -> None:
        self.crowd.has_sent(more)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.crowd.phase(BETWEEN)
