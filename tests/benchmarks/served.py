"""What the benchmarks share: the site on a database of its own, a bare callable beside it, figures from /proc."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
django.setup()

from tests.tools import databases  # noqa: E402  (the addresses in it need the settings above)
from tests.tools.server import Site, serving  # noqa: E402

BARE = """
def application(environ, start_response):
    environ["wsgi.input"].read()
    start_response("200 OK", [("Content-Length", "2"), ("Content-Type", "text/plain")])
    return [b"ok"]
"""


@contextmanager
def site(**settings):
    """With tables and starter content; SQLite unless DATABASE_URL says something else."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (
            databases.prepared(folder, Site(folder, "").environment) as address,
            serving(folder, address, **settings) as served,
        ):
            yield served


@contextmanager
def bare():
    """The least that gunicorn can be asked to do, with the same configuration."""
    with tempfile.TemporaryDirectory() as name:
        Path(name, "bare.py").write_text(BARE)
        database = (
            f"sqlite:///{name}/nothing"  # gunicorn reads the settings of the site, which want one.
        )
        with serving(Path(name), database, "bare", PYTHONPATH=name) as served:
            yield served


def share_of_memory(pid: int) -> float:
    """Megabytes, with what processes share divided among them (PSS)."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    (line,) = [line for line in lines if line.startswith("Pss:")]
    return int(line.split()[1]) / 1024


def load() -> str:
    """How busy the machine is: figures of two runs can be compared only if this is alike."""
    return "load " + ", ".join(f"{share:.1f}" for share in os.getloadavg())


def worst(figures: list[float], share: float) -> float:
    return sorted(figures)[min(len(figures) - 1, int(len(figures) * share))]
