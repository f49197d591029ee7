"""A copy that follows the PostgreSQL of tests.tools.postgresql, as a second machine would have one."""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import psycopg

from tests.tools import postgresql


class Replica:
    def __init__(self, folder: Path, of: str):
        self.folder, self.name = folder, urlsplit(of).path
        self.first = unquote(urlsplit(of).netloc.rpartition("@")[2])
        own = Path(self.first, postgresql.PACKAGE.name)
        self.programs = (own if own.is_dir() else postgresql.PACKAGE) / postgresql.PROGRAMS / "bin"
        self.account = {} if os.geteuid() else {"user": postgresql.ACCOUNT_FOR_ROOT}

    @property
    def address(self) -> str:
        return f"postgresql://postgres@{quote(str(self.folder), safe='')}{self.name}"

    def copy(self) -> None:
        source = f"host={self.first} user=postgres"
        self._call("pg_basebackup", "-D", "data", "-d", source, "-R", "--no-sync", "--checkpoint=fast")

    def start(self) -> None:
        options = f"{postgresql.FASTER_BECAUSE_THROWN_AWAY} -c listen_addresses= -c unix_socket_directories={self.folder}"
        self._call("pg_ctl", "-D", "data", "start", "--wait", "--log", "log", "-o", options)

    def stop(self) -> None:
        self._call("pg_ctl", "-D", "data", "stop", "--wait", "--mode=immediate")

    def lag(self) -> None:
        self.ask("SELECT pg_wal_replay_pause()")

    def catch_up(self) -> None:
        self.ask("SELECT pg_wal_replay_resume()")

    def ask(self, question: str):
        with psycopg.connect(self.address, autocommit=True) as to_copy:
            return to_copy.execute(question).fetchone()[0]

    def _call(self, program: str, *options: str) -> None:
        command = [self.programs / program, *options]
        subprocess.run(command, check=True, cwd=self.folder, capture_output=True, **self.account)


@contextmanager
def following(address: str):
    """Yields a Replica of the server at this address, which has the database in it too."""
    with tempfile.TemporaryDirectory(prefix="replica-") as name:
        replica = Replica(Path(name), address)
        if replica.account:
            os.chown(name, *_ids(replica.account["user"]))
        replica.copy()
        replica.start()
        try:
            yield replica
        finally:
            subprocess.run(
                [replica.programs / "pg_ctl", "-D", "data", "stop", "--mode=immediate"],
                cwd=replica.folder,
                capture_output=True,
                **replica.account,
            )


def _ids(account: str) -> tuple[int, int]:
    import pwd

    found = pwd.getpwnam(account)
    return found.pw_uid, found.pw_gid
