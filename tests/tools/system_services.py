"""The services of Debian that docs/running.md speaks of, really started: what their own units would do, without systemd."""

import os
import pwd
import signal
import subprocess
from pathlib import Path

MARK = Path("/run/with-system-services")  # Only where it is there; elsewhere these services stand still.
LOG = "/run/system-services.log"
FOLDERS = {
    "/var/lib/postgresql": "postgres",
    "/var/log/postgresql": "postgres",
    "/run/postgresql": "postgres",
    "/var/lib/redis": "redis",
    "/var/log/redis": "redis",
    "/run/redis": "redis",
    "/var/lib/nginx": "root",
    "/var/log/nginx": "root",
}
DAEMONS = {
    "redis-server": ("redis", ["redis-server", "/etc/redis/redis.conf", "--daemonize", "no"]),
    "pgbouncer": ("postgres", ["pgbouncer", "-q", "/etc/pgbouncer/pgbouncer.ini"]),
}
NAMES = {"nginx", "postgresql", *DAEMONS}


def make_folders() -> None:
    for name, owner in FOLDERS.items():
        folder, account = Path(name), pwd.getpwnam(owner)
        folder.mkdir(parents=True, exist_ok=True)
        os.chown(folder, account.pw_uid, account.pw_gid)
    MARK.touch()


def do(verb: str, name: str) -> None:
    """Starting, restarting and reloading come to the same for whoever follows a page: it runs, as its files say now."""
    if not MARK.exists() or verb == "enable":
        return
    if name == "nginx":
        _run(["nginx", "-s", "reload"] if Path("/run/nginx.pid").exists() else ["nginx"])
    elif name == "postgresql":
        _run(["pg_ctlcluster", "--skip-systemctl-redirect", *_cluster(), "restart"])
    else:
        _start_again(name)


def _start_again(name: str) -> None:
    owner, command = DAEMONS[name]
    mark = Path(f"/run/{name}.started")
    if mark.exists():
        os.kill(int(mark.read_text()), signal.SIGTERM)
    log = open(LOG, "ab")  # noqa: SIM115 (the service writes on)
    account = pwd.getpwnam(owner)
    started = subprocess.Popen(
        command,
        user=account.pw_uid,
        group=account.pw_gid,
        extra_groups=[],
        stdout=log,
        stderr=log,
        start_new_session=True,
    )
    mark.write_text(str(started.pid))


def _cluster() -> list[str]:
    (place,) = Path("/etc/postgresql").glob("*/main")
    return [place.parent.name, place.name]


def _run(command: list[str]) -> None:
    """A service that goes on by itself must not hold what its starter speaks into."""
    with open(LOG, "ab") as log:
        subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
