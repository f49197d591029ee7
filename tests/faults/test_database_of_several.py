"""PostgreSQL behind a pooler, and with a copy that follows: everything works, and is right at the next request."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.tools import databases, pgbouncer, replica
from tests.tools.server import serving, wait_until

pytestmark = [pytest.mark.only_on("postgresql"), pytest.mark.takes_long]

CHANGE = """
from coproduction_site.models import SiteSettings
settings = SiteSettings.objects.first() or SiteSettings()
settings.name = settings.city = {!r}
settings.save()
"""
PATIENCE = 240  # Seconds: a busy machine is slow, not wrong.
REVISION = "SELECT number FROM coproduction_site_contentrevision"
READS = "SELECT idx_scan + seq_scan FROM pg_stat_user_tables WHERE relname = 'ladder_rung'"


@pytest.fixture
def through_pooler(database, tmp_path):
    with (
        pgbouncer.in_front_of(database) as (address, program),
        serving(tmp_path, database, DATABASE_POOLER_URL=address) as site,
    ):
        yield site, program


@pytest.fixture
def copy(database):
    with replica.following(os.environ["DATABASE_URL"]) as found:
        found.name = "/" + database.rpartition("/")[2]
        yield found


@pytest.fixture
def with_copy(database, copy, tmp_path):
    with serving(tmp_path, database, DATABASE_REPLICA_URL=copy.address) as site:
        yield site


def test_stories_are_sent_and_letters_go_through_a_pooler_that_shares_two_connections(through_pooler):
    site, pooler = through_pooler

    with ThreadPoolExecutor(6) as tellers:
        sent = [
            tellers.submit(site.visitor().send_story, title=f"Story {number}") for number in range(12)
        ]
        read = [tellers.submit(site.visitor().gets, path) for path in ("/", "/stories/", "/ladder/") * 4]
    assert all(answer.result().address.endswith("/thanks/") for answer in sent)
    assert all(answer.result() for answer in read)
    site.manage("work", "--once")

    titles = databases.rows(site.database, "SELECT title FROM stories_story WHERE state <> 'draft'")
    assert sorted(titles) == sorted((f"Story {number}",) for number in range(12))
    assert site.visitor().open("/readyz").status == 200

    pooler.terminate()
    pooler.wait(20)

    wait_until(lambda: site.visitor().open("/readyz").status == 503, PATIENCE)
    site.manage("work", "--once")  # It goes past the pooler, as every command does.


def test_public_pages_come_from_the_copy_and_what_is_sent_goes_to_the_first(with_copy, copy, database):
    before = copy.ask(READS)

    for town in ("Here", "There", "Elsewhere"):
        shown_at_once(with_copy, town, copy, database)
    wait_until(lambda: copy.ask(READS) > before, PATIENCE)

    assert with_copy.visitor().send_story().address.endswith("/thanks/")
    assert databases.rows(database, "SELECT count(*) FROM stories_story WHERE state <> 'draft'") == [
        (1,)
    ]


def shown_at_once(site, town: str, copy, database) -> None:
    site.shell(CHANGE.format(town))
    wait_until(lambda: copy.ask(REVISION) == databases.rows(database, REVISION)[0][0], PATIENCE)
    assert all(town in site.visitor().open("/ladder/").text for _ in range(4))


def test_a_copy_that_lags_shows_nobody_what_has_passed(with_copy, copy, database):
    copy.lag()

    for town in ("Here", "There", "Elsewhere"):
        with_copy.shell(CHANGE.format(town))
        assert all(town in with_copy.visitor().open("/ladder/").text for _ in range(4))
        assert copy.ask(REVISION) < databases.rows(database, REVISION)[0][0]

    copy.catch_up()
    shown_at_once(with_copy, "Everywhere", copy, database)


def test_a_copy_that_is_away_is_done_without(with_copy, copy, database):
    shown_at_once(with_copy, "Before", copy, database)
    copy.stop()

    for town in ("Here", "There"):
        with_copy.shell(CHANGE.format(town))
        assert all(town in with_copy.visitor().open("/ladder/").text for _ in range(4))

    Path(copy.folder, "data", "postmaster.pid").unlink(missing_ok=True)
    copy.start()
    with_copy.shell(CHANGE.format("After"))
    assert "After" in with_copy.visitor().open("/ladder/").text
