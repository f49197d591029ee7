"""CPU and queries of pages that are not kept, made and packed: `python -m tests.benchmarks.uncached_page [STORIES …]`.

By default with 1000 stories; `1000 1000000` fills the second database for some minutes. Goals: at most 6 ms of CPU and
5 queries a page, however many stories there are. Each page goes through the page cache, and is packed there. *New* is the
first page of a process that remembers nothing, *first* the first one after a story was published, *any* the first one after
a change that names no table, and *next* every other one, with the frame of the page and the choices of its filter there. The anchors of the same run are a bare callable behind
the page cache, the smallest answer that goes through the same middleware, and a page of text: the last column says how many
times as long as the next one of that each page takes.
"""

import io
import os
import sys
import time
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
STORIES = [int(size) for size in sys.argv[1:]] or [1_000]
REQUESTS, ROUNDS = 10, 3
ROWS = 30  # Of each list.
BARE, SMALLEST, A_TEXT = "a bare callable", "/healthz", "/privacy/"
ADDRESSES = (
    *(BARE, SMALLEST, A_TEXT, "/", "/ladder/", "/ladder/co-production/", "/ladder/methods/"),
    *("/ladder/methods/interview-panel/", "/ladder/where-are-you/", "/ladder/where-are-you/staff/"),
    *("/partners/", "/partners/?kind=charity", "/partners/wolverhampton-iass/"),
    *("/partners/wolverhampton-iass/ask/", "/charter/", "/charter/values/accountable/"),
    *(
        "/charter/versions/1/",
        "/charter/signed/",
        "/charter/sign/",
        "/charter/status/",
        "/charter/children/",
    ),
    *("/stories/", "/stories/?rung=co-production", "/stories/you-said-we-did/", "/stories/local-offer/"),
    *("/stories/follow/", "/stories/how-we-read/", "/stories/share/", "/stories/share/who/"),
    *("/stories/share/template/", "/stories/share/ring-me/"),
    *("/events/", "/events/?when=past", "/get-involved/", "/get-involved/?when=past"),
    *("/resources/", "/resources/?kind=guide", "/case-studies/", "/news/"),
    *("/toolkit/", "/toolkit/plan/", "/search/?q=plan", "/a-z/", "/glossary/", "/help-now/"),
    *("/easy-read/", "/what-is-co-production/easy-read/", "/bsl/", "/pl/", "/ur/what-is-co-production/"),
    *("/how-it-differs/", "/what-is-co-production/", "/what-you-said-about-this-site/"),
)


def main():
    django.setup()
    for size in STORIES:
        with_stories(size)


def with_stories(size) -> None:
    """On a database of its own."""
    from django.core.management import call_command
    from django.test.runner import DiscoverRunner

    from tests.support import growth, lists

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("load_content", verbosity=0)
        growth.fill(size)
        lists.fill(ROWS)
        growth.analyze()
        report(size)
    finally:
        runner.teardown_databases(databases)


def report(stories) -> None:
    load = ", ".join(f"{share:.1f}" for share in os.getloadavg())
    heads = "".join(f"{f'ms, {name}':>10}{'queries':>9}" for name in MADE)
    print(f"\n{f'{stories:,} stories, load {load}':<34}{heads}{'× a text':>10}")
    text = figures(A_TEXT, "next")[0]
    for address in ADDRESSES:
        found = [figures(address, name) for name in MADE]
        cells = "".join(f"{milliseconds:>10.2f}{asked:>9}" for milliseconds, asked in found)
        print(f"{address:<34}{cells}{found[-1][0] / text:>10.2f}", flush=True)


def figures(address, name) -> tuple[float, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    made(address)
    MADE[name]()
    with CaptureQueriesContext(connection) as queries:
        made(address)
        asked = len(queries)
    return median(cpu_of(address, MADE[name]) for _ in range(ROUNDS)), asked


def cpu_of(address, before) -> float:
    spent = 0.0
    for _ in range(REQUESTS):
        before()
        started = time.process_time()
        made(address)
        spent += time.process_time() - started
    return spent / REQUESTS * 1000


def forget() -> None:
    from coproduction_site.cache.remembered import kept

    kept.forget()


def publish_a_story() -> None:
    from coproduction_site.cache import revision
    from stories.models import publishing

    revision.move(*publishing.TABLES, only_adds=True)


def change_anything() -> None:
    from coproduction_site.cache import revision

    revision.move()


MADE = {"new": forget, "first": publish_a_story, "any": change_anything, "next": lambda: None}


def made(address) -> bytes:
    """Anew, by a cache in front that has kept nothing yet."""
    from coproduction_site.cache.in_front import PageCache
    from coproduction_site.wsgi import django_application

    application = bare if address == BARE else django_application
    body = PageCache(application)(environ_of(address), lambda status, headers: None)
    answer = b"".join(body)
    if hasattr(body, "close"):
        body.close()
    return answer


def bare(environ, start_response) -> list[bytes]:
    """The page cache alone, for an answer of two bytes."""
    from coproduction_site.cache.page_cache import PUBLIC

    start_response("200 OK", [("Content-Type", "text/plain"), ("Cache-Control", PUBLIC)])
    return [b"ok"]


def environ_of(address) -> dict:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_ACCEPT_ENCODING": "gzip, br",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }


if __name__ == "__main__":
    main()
