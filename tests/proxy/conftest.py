"""A real nginx, installed like the browser, in front of the real site."""

import pytest

from tests.tools import databases
from tests.tools.server import Site


@pytest.fixture(scope="session")
def prepared_database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("prepared")
    with databases.prepared(folder, Site(folder, "").environment) as address:
        yield address
