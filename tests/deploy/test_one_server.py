"""docs/running.md, "One server", followed word by word: set up, an update in traffic, the way back, a copy."""

import re

import pytest

from tests.tools.behind_walls import AS_ROOT, what_it_says
from tests.tools.running_md import commands


@AS_ROOT
@pytest.mark.takes_long
def test_whoever_follows_the_page_has_a_site_that_is_updated_without_an_outage(tmp_path):
    said = what_it_says("tests.tools.bare_server", tmp_path)

    assert re.search(r"\d\d migrations", said)
    assert "none refused" in said


def test_every_part_of_the_page_has_commands():
    for heading in ("## One server", "### An update", "### The way back", "### Back to a copy"):
        assert commands(heading), heading
