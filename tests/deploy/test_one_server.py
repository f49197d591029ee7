"""docs/running.md, "One server", followed word by word: set up, an update in traffic, the way back, a copy."""

import os
import subprocess
import sys

import pytest

from tests.support.house import ROOT
from tests.tools.bare_server import WALLS
from tests.tools.running_md import commands


def can_put_up_walls() -> bool:
    return os.geteuid() == 0 and not subprocess.run([*WALLS, "true"], capture_output=True).returncode


AS_ROOT = pytest.mark.skipif(
    not can_put_up_walls(),
    reason="only root, where it may unshare, can put up the walls of a bare server",
)


@AS_ROOT
@pytest.mark.takes_long
def test_whoever_follows_the_page_has_a_site_that_is_updated_without_an_outage(tmp_path):
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)

    done = subprocess.run(
        [*WALLS, sys.executable, "-m", "tests.tools.bare_server", str(tmp_path)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": "/root", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
    )

    assert done.returncode == 0, done.stdout[-6000:]
    assert "none refused" in done.stdout


def test_every_part_of_the_page_has_commands():
    for heading in ("## One server", "### An update", "### The way back", "### Back to a copy"):
        assert commands(heading), heading
