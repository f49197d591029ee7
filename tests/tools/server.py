"""The real site for a test: gunicorn as in deploy/, on a free port, with a folder and a database of its own.

Only processes that were started here are ever signalled.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from deploy.machine import GUNICORN
from tests.support.house import ROOT
from tests.tools.visitor import Visitor

SECRET_KEY = "only-for-tests-" * 4
SECONDS_TO_START = 30


@dataclass
class Site:
    folder: Path
    database: str
    settings: dict = field(default_factory=dict)
    application: str = "coproduction_site.wsgi"
    port: int = 0
    master: subprocess.Popen | None = None

    @property
    def environment(self) -> dict:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "tests.tools.served_settings",
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": self.database,
            "SECRET_KEY": SECRET_KEY,
            "RATE_LIMITS": "0",
            "EMAIL_URL": f"file:///{self.folder}/mail",
            "PORT": str(self.port or 8000),
            **self.settings,
        }

    def start(self) -> None:
        self.port = self.port or free_port()
        with open(self.folder / "log", "a") as log:
            self.master = subprocess.Popen(
                [*GUNICORN, self.application],
                cwd=ROOT,
                env=self.environment,
                stderr=log,
                start_new_session=True,
            )
        wait_until(lambda: self.visitor().gets("/healthz"), SECONDS_TO_START)

    def stop(self) -> None:
        """Kindly; whoever of its own family is still there after that goes too."""
        self.master.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.master.wait(15)
        with suppress(ProcessLookupError):
            os.killpg(self.master.pid, signal.SIGKILL)
        self.master.wait()

    def workers(self) -> list[int]:
        return [
            int(pid) for pid in _read(f"/proc/{self.master.pid}/task/{self.master.pid}/children").split()
        ]

    def visitor(self, **headers) -> Visitor:
        return Visitor(f"http://127.0.0.1:{self.port}", headers)

    def manage(self, *words: str, **options) -> str:
        return manage(self.environment, *words, **options)

    def shell(self, code: str) -> str:
        return self.manage("shell", "--no-imports", "-c", code)

    def log(self) -> str:
        return (self.folder / "log").read_text()


@contextmanager
def serving(
    folder: Path, database: str, application: str = Site.application, **settings: str
) -> Iterator[Site]:
    site = Site(folder, database, settings, application)
    site.start()
    try:
        yield site
    finally:
        site.stop()


def manage(environment: dict, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_until(is_so, seconds: float) -> float:
    """How long it took."""
    started = time.monotonic()
    while time.monotonic() < started + seconds:
        if is_so():
            return time.monotonic() - started
        time.sleep(0.05)
    raise AssertionError(f"This did not come true within {seconds} seconds.")


def most_memory(pid: int) -> int:
    """The most bytes that a process ever had in memory."""
    (line,) = [line for line in _read(f"/proc/{pid}/status").splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def _read(path: str) -> str:
    return Path(path).read_text()
