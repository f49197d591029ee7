import gc
from itertools import islice

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction

from tests.tools import all_rows, databases
from tests.tools import starter_content as content
from tests.tools.server import Site

# A busy machine is slow, not wrong.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")
THINGS_BETWEEN_TWO_LOOKS = 10_000  # Of the garbage collector, whose own number is 700.
REACHES_DATABASE = {"db", "transactional_db", "django_db_reset_sequences", "live_server", "admin_user"}


def pytest_collection_modifyitems(config, items):
    _leave_out_the_other_database(config, items)
    _begin_with_the_long_ones(config, items)
    _give_back_what_migrations_made(items)


def _leave_out_the_other_database(config, items):
    """Both databases have a part of `make test`, so no test is left out of both.

    SQLite runs all but what is only on PostgreSQL. PostgreSQL runs what a database could change: not the tests
    that never reach one, and not those with the mark `same_on_any_database`.
    """
    is_left_out = _is_not_for_postgresql if databases.is_postgresql() else _is_not_for_sqlite
    left_out = {item for item in items if is_left_out(item)}
    config.hook.pytest_deselected(items=list(left_out))
    items[:] = [item for item in items if item not in left_out]


def _is_not_for_sqlite(item) -> bool:
    return any("postgresql" in mark.args for mark in item.iter_markers("only_on"))


def _is_not_for_postgresql(item) -> bool:
    named = any("sqlite" in mark.args for mark in item.iter_markers("only_on"))
    return named or not reaches_database(item) or bool(item.get_closest_marker("same_on_any_database"))


def reaches_database(item) -> bool:
    """pytest-django refuses a database to every other test; those of `faults` have servers with their own."""
    return bool(
        item.get_closest_marker("django_db")
        or REACHES_DATABASE & set(item.fixturenames)
        or "faults" in item.path.parts
    )


def _begin_with_the_long_ones(config, items):
    """A core that still has a long test to run while the others are done would stand alone.

    Each worker begins with an equal part of the list, in its order, so each part begins with its share of the long ones:
    those of one file together, since what a file prepares each of its workers would prepare.
    """
    workers = getattr(config, "workerinput", {}).get("workercount", 1)
    long = [item for item in items if item.get_closest_marker("takes_long")]
    others = (item for item in items if not item.get_closest_marker("takes_long"))
    files = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in long))}
    size = -(-len(items) // workers)
    parts = [[one for one in long if files[one.path] % workers == number] for number in range(workers)]
    items[:] = [item for part in parts for item in (*part, *islice(others, max(0, size - len(part))))]


def _give_back_what_migrations_made(items):
    """See `what_migrations_made`: it is set up before everything else of a test, so it comes back after it."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        options = dict(marker.kwargs) if marker else {}
        if {"live_server", "transactional_db"} & set(item.fixturenames) or options.get("transaction"):
            options |= {"transaction": True, "serialized_rollback": True}
            item.add_marker(pytest.mark.django_db(**options), append=False)
            item.fixturenames.insert(0, "what_migrations_made")


def pytest_collection_finish():
    """What was imported and collected stays until the end: half a million things that need no look after each few tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(THINGS_BETWEEN_TWO_LOOKS)


@pytest.fixture(scope="session")
def django_db_keepdb(request, django_db_modify_db_settings_parallel_suffix) -> bool:
    """Named and asked by pytest-django, before it makes the database of the tests."""
    is_there = databases.begin_as_migrated(settings.DATABASES["default"])
    return is_there or request.config.getvalue("reuse_db")


@pytest.fixture(scope="session")
def prepared_database(tmp_path_factory):
    """All tables and the starter content, for sites that a test serves. Nobody opens it: it is copied."""
    folder = tmp_path_factory.mktemp("prepared")
    with databases.prepared(folder, Site(folder, "").environment) as address:
        yield address


@pytest.fixture
def database(prepared_database, tmp_path):
    """For a site that this test serves."""
    with databases.new(tmp_path, like=prepared_database) as address:
        yield address


@pytest.fixture(scope="session")
def rows_of_migrations(django_db_setup, django_db_blocker) -> all_rows.Rows:
    with django_db_blocker.unblock():
        return {name: rows for name, rows in all_rows.read().items() if rows}


@pytest.fixture
def what_migrations_made(rows_of_migrations, django_db_blocker):
    """A test with real transactions ends with empty tables; whatever test comes next finds the roles and all the rest.

    Django would keep them as JSON, and read that before and after: some 300 ms a test, and not all keys as they were.
    Such tests come last, but a worker that has run its own may still take others from its neighbour.
    With a browser, each test has another connection, so it is told for each.
    """
    connection._test_serialized_contents = "[]"
    yield
    with django_db_blocker.unblock():
        with transaction.atomic():
            all_rows.write(rows_of_migrations)
        cache.clear()  # Its table belongs to no model, so nobody empties it.


@pytest.fixture(autouse=True)
def nothing_remembered_from_another_test():
    """Each test has a database of its own, in which revisions begin anew."""
    from coproduction_site.cache.remembered import kept

    kept.forget()


@pytest.fixture(autouse=True)
def no_network_but_this_machine(monkeypatch):
    """A test that would reach another machine fails, on every machine alike."""
    import socket

    connect = socket.socket.connect

    def connect_here_only(self, address):
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1"}:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_here_only)


@pytest.fixture(scope="module")
def starter_content(django_db_setup, django_db_blocker):
    """What a new site holds, loaded once for all tests of a module and taken back after the last one.

    What one of these tests writes is taken back after it, as ever. Every test of the module finds the content
    in its database, also one that does not ask for it; none of them may have real transactions.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        content.load()
        yield
        transaction.set_rollback(True)
