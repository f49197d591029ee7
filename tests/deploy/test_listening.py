"""Where gunicorn listens is a setting: on this machine alone, unless somebody says otherwise."""

import pytest

from tests.tools import databases
from tests.tools.server import Site, serving
from tests.tools.visitor import Visitor

ANOTHER_ADDRESS_OF_THIS_MACHINE = "127.0.0.2"


@pytest.fixture
def database(tmp_path):
    with databases.prepared(tmp_path, Site(tmp_path, "").environment) as address:
        yield address


def reaches(site) -> bool:
    return Visitor(f"http://{ANOTHER_ADDRESS_OF_THIS_MACHINE}:{site.port}").gets("/healthz")


@pytest.mark.takes_long
def test_it_listens_where_it_is_told_to_and_nowhere_else(database, tmp_path):
    with serving(tmp_path, database, ALLOWED_HOSTS="127.0.0.1") as site:
        assert not reaches(site)

    with serving(tmp_path, database, LISTEN_ON="0.0.0.0") as site:  # noqa: S104
        page = Visitor(f"http://{ANOTHER_ADDRESS_OF_THIS_MACHINE}:{site.port}").open("/healthz")
        assert page.status == 400, "it is reached, under a name that is not ours"
