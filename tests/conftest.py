import pytest

from tests.tools import databases


def pytest_collection_modifyitems(config, items):
    _leave_out_the_other_database(config, items)
    _give_back_what_migrations_made(items)


def _leave_out_the_other_database(config, items):
    """Both databases have a part of `make test`, so no test is left out of both."""
    other = "sqlite" if databases.is_postgresql() else "postgresql"
    left_out = [
        item for item in items if any(other in mark.args for mark in item.iter_markers("only_on"))
    ]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]


def _give_back_what_migrations_made(items):
    """A test with real transactions ends with empty tables; the next one gets back what migrations put there."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if {"live_server", "transactional_db"} & set(item.fixturenames) or (
            marker and marker.kwargs.get("transaction")
        ):
            item.fixturenames.append("django_db_serialized_rollback")


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
