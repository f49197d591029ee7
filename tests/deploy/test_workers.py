"""What is read once is shared by the workers, and each of them still lets go of what nobody needs."""

import gc
import runpy

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
