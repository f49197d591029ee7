"""Every test here has the real site, in processes of its own, and breaks something of it."""

import pytest

from tests.tools import databases
from tests.tools.server import Site, serving


@pytest.fixture(scope="session")
def prepared_database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared")
    with databases.prepared(folder, Site(folder, "").environment) as address:
        yield address


@pytest.fixture
def database(prepared_database, tmp_path):
    with databases.new(tmp_path, like=prepared_database) as address:
        yield address


@pytest.fixture
def site(database, tmp_path):
    with serving(tmp_path, database) as served:
        yield served
