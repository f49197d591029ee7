"""CPU and queries of each request by which a story is told: `python -m tests.benchmarks.whole_story [STORIES …]`.

By default with 1000 stories; `1000 100000` fills the second database for a minute. Goals: at most 6 ms of CPU and 8 queries
for the last press, at most 100 ms for all of them, however many stories there are. Each request goes through the page cache
in this process, as a browser sends it that holds its cookies; the anchor is the smallest answer that goes through the same
middleware. The slow hash of the four words is in it: it is the site's, not the fast one of the tests.
"""

import gzip
import io
import os
import sys
import time
from contextlib import nullcontext
from http.cookies import SimpleCookie
from itertools import count
from statistics import median
from types import SimpleNamespace
from typing import NamedTuple
from urllib.parse import urlencode

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
STORIES = [int(size) for size in sys.argv[1:]] or [1_000]
ROUNDS = 15
AROUND = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT")
NUMBERS = count()


class Request(NamedTuple):
    method: str
    path: str
    queries: int
    seconds: float


def main():
    django.setup()
    from django.conf import settings

    from coproduction_site.settings import PASSWORD_HASHERS

    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    for size in STORIES:
        with_stories(size)


def with_stories(size) -> None:
    """On a database of its own."""
    from django.core.management import call_command
    from django.test.runner import DiscoverRunner

    from tests.support import growth

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        for command in ("createcachetable", "load_content"):
            call_command(command, verbosity=0)
        growth.fill(size)
        growth.analyze()
        report(size)
    finally:
        runner.teardown_databases(databases)


def report(size) -> None:
    told()
    asked = [request.queries for request in told(is_counted=True)]
    rounds = [told() for _ in range(ROUNDS)]
    print(f"\n{size:,} stories, load {os.getloadavg()[0]:.1f}")
    smallest = median(only("/healthz").seconds for _ in range(ROUNDS))
    print(f"{'the smallest answer':<44}{smallest * 1000:>8.2f} ms")
    for number, (method, path, *_) in enumerate(rounds[0]):
        spent = median(each[number].seconds for each in rounds)
        print(f"{method:<5}{path:<39}{spent * 1000:>8.2f} ms{asked[number]:>4} queries")
    whole = median(sum(request.seconds for request in each) for each in rounds)
    print(f"{f'a whole story, {len(asked)} requests':<44}{whole * 1000:>8.2f} ms{sum(asked):>4} queries")


def told(is_counted=False) -> list[Request]:
    """From a place and an address of its own, in other words than the one before."""
    number = next(NUMBERS)
    visitor = teller(f"198.51.{number // 250}.{number % 250}", is_counted)
    words = {"email": f"teller{number}@example.org", "happened": f"We planned it together, {number}."}
    visitor.send_story(**words)
    return visitor.requests


def only(path) -> Request:
    visitor = teller("192.0.2.1", False)
    visitor.open(path)
    return visitor.requests[0]


def teller(place: str, is_counted: bool):
    """A visitor who asks the application in this process, and follows where it leads as a browser does."""
    from tests.tools.visitor import Page, Visitor

    class Teller(Visitor):
        def __init__(self):
            self.requests, self.held = [], SimpleCookie()

        def open(self, path, form=None):
            answer = self.ask(path, None if form is None else urlencode(form, doseq=True).encode())
            while "Location" in answer.headers:
                answer = self.ask(answer.headers["Location"], None)
            return Page(answer)

        def ask(self, path, body):
            cookies = "; ".join(f"{name}={cookie.value}" for name, cookie in self.held.items())
            environ = environ_of(path, body) | {"REMOTE_ADDR": place, "HTTP_COOKIE": cookies}
            with noted() if is_counted else nullcontext([]) as queries:
                started = time.process_time()
                answer = asked(environ, path)
                spent = time.process_time() - started
            self.held.load(answer.cookies)
            request = Request(
                environ["REQUEST_METHOD"], environ["PATH_INFO"], len(statements(queries)), spent
            )
            self.requests.append(request)
            return answer

    return Teller()


def noted():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return CaptureQueriesContext(connection)


def statements(queries) -> list[str]:
    """Reads and writes, without what begins and ends transactions."""
    return [query["sql"] for query in queries if not query["sql"].startswith(AROUND)]


def environ_of(path, body) -> dict:
    from tests.benchmarks import uncached_page

    environ = uncached_page.environ_of(path) | {"HTTP_ACCEPT_ENCODING": "gzip"}
    if body is None:
        return environ
    sent = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "application/x-www-form-urlencoded"}
    return environ | sent | {"CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}


def asked(environ, path) -> SimpleNamespace:
    """An answer as `urllib` gives it, for `Page`."""
    from coproduction_site.wsgi import application

    began = []
    body = application(environ, lambda status, headers, *_: began.extend([status, headers]))
    content = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    status, pairs = began
    headers = {name.title(): value for name, value in pairs}
    is_packed = headers.get("Content-Encoding") == "gzip"
    return SimpleNamespace(
        status=int(status[:3]),
        url=f"http://localhost{path}",
        headers=headers,
        cookies="; ".join(value for name, value in pairs if name == "Set-Cookie"),
        read=lambda: gzip.decompress(content) if is_packed else content,
    )


if __name__ == "__main__":
    main()
