"""What is read once is shared by the workers, and each of them still lets go of what nobody needs."""

import gc
import runpy
import subprocess
import sys

import pytest

from tests.support.house import ROOT


@pytest.fixture
def config():
    """As gunicorn reads it."""
    was_on = gc.isenabled()
    try:
        yield runpy.run_path(str(ROOT / "deploy" / "gunicorn.conf.py"))
    finally:
        gc.enable() if was_on else gc.disable()


def test_what_is_shared_is_never_looked_through_and_what_a_worker_makes_is(config):
    assert not gc.isenabled()  # While the master reads the code.

    frozen = gc.get_freeze_count()
    config["when_ready"](server=None)
    assert gc.get_freeze_count() > frozen

    config["post_fork"](server=None, worker=None)
    assert gc.isenabled()


FOUR_AT_ONCE = """
import runpy
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

runpy.run_path("deploy/gunicorn.conf.py")
import django
django.setup()
from coproduction_site.accounts.slow_hash import Argon2id

together = Barrier(4)

def make(number):
    together.wait()
    return Argon2id().encode("four easy words", f"salt of {number:016}")

def megabytes():
    status = dict(line.split(":") for line in open("/proc/self/status") if ":" in line)
    return int(status["VmRSS"].split()[0]) / 1024

Argon2id().encode("four easy words", "salt of the first one")
before = megabytes()
with ThreadPoolExecutor(4) as threads:
    hashes = list(threads.map(make, range(8)))
    assert len(set(hashes)) == 8
    print(megabytes() - before)
"""


def test_the_memory_of_a_slow_hash_goes_back_to_the_machine():
    """On Linux with glibc four threads would keep 75 MB."""
    done = subprocess.run(
        [sys.executable, "-c", FOUR_AT_ONCE], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert float(done.stdout) < 19
