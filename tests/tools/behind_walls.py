"""A program of the tests that changes what a whole machine shares: as root, in namespaces that end with it."""

import os
import subprocess
import sys

import pytest

from tests.support.house import ROOT

WALLS = ["unshare", "--mount", "--net", "--pid", "--fork", "--mount-proc", "--kill-child"]
SECONDS = 900


def can_put_up_walls() -> bool:
    return os.geteuid() == 0 and not subprocess.run([*WALLS, "true"], capture_output=True).returncode


AS_ROOT = pytest.mark.skipif(
    not can_put_up_walls(),
    reason="only root, where it may unshare, can put up the walls of a bare server",
)


def what_it_says(module: str, folder) -> str:
    """Fails with its last words if it does."""
    for place in (folder, *folder.parents[:2]):
        place.chmod(0o755)
    done = subprocess.run(
        [*WALLS, sys.executable, "-m", module, str(folder)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "HOME": "/root", "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=SECONDS,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    return done.stdout
