"""docs/running.md, "Several servers", followed word by word: four hosts, a cable pulled, a database away, an update."""

import warnings

import pytest

from tests.tools.behind_walls import AS_ROOT, what_it_says
from tests.tools.programs import path_of
from tests.tools.running_md import commands

NEEDED = {
    "nginx": "nginx libnginx-mod-http-brotli-static",
    "redis-server": "redis-server",
    "pgbouncer": "pgbouncer",
    "pg_createcluster": "postgresql",
    "ip": "iproute2",
    "openssl": "openssl",
}
REFUSED = "Not everybody was answered at once:"  # As `several_servers` says it, which is not imported here: it has settings of its own.
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

    said = what_it_says("tests.tools.several_servers", tmp_path)

    assert " 0 lost, 0 doubled" in said
    if REFUSED in said:
        warnings.warn(said[said.index(REFUSED) :], stacklevel=1)


def test_every_part_of_the_page_has_commands():
    assert all(commands(heading) for heading in PARTS)
