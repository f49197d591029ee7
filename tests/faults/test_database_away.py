"""A database that is away: a plain page that asks to come back, no false thank-you, and back by itself."""

import resource
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from tests.support.telling import CHECK, FIRST, PAGES, answers
from tests.tools import databases
from tests.tools.server import serving, wait_until
from tests.tools.tunnel import tunnel_to

SECONDS = "2"
LONGEST = 10
KEPT = ("/", "/ladder/", "/stories/")
ASKED_FOR = (FIRST, "/accounts/login/")
READ = (*KEPT, *ASKED_FOR)

only_sqlite = pytest.mark.only_on("sqlite")
only_postgresql = pytest.mark.only_on("postgresql")


@pytest.fixture
def file_site(database, tmp_path):
    with serving(tmp_path, database, SECONDS_FOR_THE_DATABASE=SECONDS) as served:
        yield served


@pytest.fixture
def tunnel(database):
    with tunnel_to(database) as to_database:
        yield to_database


@pytest.fixture
def far_site(tunnel, database, tmp_path):
    with serving(tmp_path, tunnel.address, SECONDS_FOR_THE_DATABASE=SECONDS) as served:
        yield served


@only_postgresql
@pytest.mark.parametrize("how", ["refuse", "hang"])
def test_whoever_reads_or_sends_meets_the_plain_page_soon_and_the_site_comes_back(
    far_site, tunnel, database, how
):
    teller = far_site.visitor()
    check = teller.write_story()
    assert all(far_site.visitor().open(path).status == 200 for path in READ)

    getattr(tunnel, how)()

    with ThreadPoolExecutor(8) as pool:
        told = [pool.submit(assert_plain_page, far_site.visitor(), path) for path in ASKED_FOR]
        told += [pool.submit(assert_kept_or_plain, far_site.visitor(), path) for path in KEPT]
        told.append(pool.submit(assert_plain_page, teller, CHECK, check.fields()))
        told.append(pool.submit(assert_plain_page, teller, "/partners/mine/"))
    for answer in told:
        answer.result()
    assert far_site.visitor().open("/healthz").status == 200, "the process lives, so nobody ends it"
    assert far_site.visitor().open("/readyz").status == 503
    assert sent_stories(database) == 0

    tunnel.open()

    assert wait_until(lambda: far_site.visitor().gets("/ladder/"), LONGEST) < LONGEST
    assert teller.insist(CHECK, check.fields()).address.endswith("/thanks/")
    assert sent_stories(database) == 1


@only_sqlite
def test_while_nobody_can_write_pages_are_read_and_nobody_is_thanked(file_site):
    teller = file_site.visitor()
    check = teller.write_story()

    with closing(databases.connection(file_site.database)) as writer:
        writer.execute("BEGIN EXCLUSIVE")

        assert all(file_site.visitor().open(path).status == 200 for path in READ)
        assert_plain_page(teller, CHECK, check.fields())
        another = file_site.visitor().open(FIRST, check.fields())
        assert another.status in {200, 403, 503}
        assert "Thank you" not in another.text

        writer.rollback()

    assert sent_stories(file_site.database) == 0
    assert teller.open(CHECK, check.fields()).address.endswith("/thanks/")
    assert sent_stories(file_site.database) == 1


@only_sqlite
def test_a_full_disk_takes_no_story_and_gives_no_thanks(file_site):
    """Not a byte more fits into any file of the server's processes."""
    teller = file_site.visitor()
    check = teller.write_story()

    limit_files(file_site, 0)
    assert all(file_site.visitor().open(path).status == 200 for path in ("/", "/ladder/", "/stories/"))
    assert_plain_page(teller, CHECK, check.fields())
    assert_plain_page(teller, PAGES["story"], answers(**check.fields()))
    assert sent_stories(file_site.database) == 0

    limit_files(file_site, resource.RLIM_INFINITY)
    assert teller.insist(CHECK, check.fields()).address.endswith("/thanks/")
    assert sent_stories(file_site.database) == 1


def assert_plain_page(visitor, path: str, form: dict | None = None, expected=frozenset({503})) -> None:
    started = time.monotonic()
    page = visitor.open(path, form)

    assert page.status in expected, f"{path}: {page.status}"
    assert time.monotonic() - started < LONGEST
    assert "<h1" in page.text
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    if page.status == 503:
        assert int(page.headers["Retry-After"]) <= LONGEST


def assert_kept_or_plain(visitor, path: str) -> None:
    """By the process that made the page, as it was a moment ago; the other has nothing to show."""
    page = visitor.open(path)

    assert page.status in {200, 503}, f"{path}: {page.status}"
    if page.status == 200:
        assert page.headers["X-Database"] == "away"


def limit_files(site, most_bytes: int) -> None:
    for pid in site.workers():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (most_bytes, resource.RLIM_INFINITY))


def sent_stories(database: str) -> int:
    return databases.rows(database, "SELECT count(*) FROM stories_story WHERE state <> 'draft'")[0][0]
