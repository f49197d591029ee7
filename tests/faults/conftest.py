"""Every test here has the real site, in processes of its own, and breaks something of it."""

import pytest

from tests.tools.server import serving


@pytest.fixture
def site(database, tmp_path):
    with serving(tmp_path, database) as served:
        yield served
