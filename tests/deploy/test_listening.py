"""Where gunicorn listens is a setting: on this machine alone, unless somebody says otherwise."""

import pytest

from tests.tools.server import serving
from tests.tools.visitor import Visitor


def reaches(site) -> bool:
    """At another address of this machine."""
    return Visitor(f"http://[::1]:{site.port}").gets("/healthz")


@pytest.mark.takes_long
def test_it_listens_where_it_is_told_to_and_nowhere_else(database, tmp_path):
    with serving(tmp_path, database) as site:
        assert not reaches(site)

    with serving(tmp_path, database, LISTEN_ON="::") as site:
        assert reaches(site)
