"""docs/running.md, "Several servers", followed word by word: four hosts, a cable pulled, a database away, an update."""

import os
import subprocess
import sys

import pytest

from tests.support.house import ROOT
from tests.tools.bare_server import WALLS
from tests.tools.programs import path_of
from tests.tools.running_md import commands

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can put up the walls of several hosts")
NEEDED = {
    "nginx": "nginx libnginx-mod-http-brotli-static",
    "redis-server": "redis-server",
    "pgbouncer": "pgbouncer",
    "pg_createcluster": "postgresql",
    "ip": "iproute2",
    "openssl": "openssl",
}
PARTS = (
    "### The database machine",
    "### Each web machine",
    "### The balancer",
    "### An update of several servers",
)


@AS_ROOT
@pytest.mark.takes_long
def test_whoever_follows_the_page_has_a_site_that_one_machine_cannot_stop(tmp_path):
    for program, package in NEEDED.items():
        path_of(program, package)
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)

    done = subprocess.run(
        [*WALLS, sys.executable, "-m", "tests.tools.several_servers", str(tmp_path)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": "/root", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=900,
    )

    assert done.returncode == 0, done.stdout[-6000:]
    assert " 0 lost, 0 doubled" in done.stdout


def test_every_part_of_the_page_has_commands():
    assert all(commands(heading) for heading in PARTS)
