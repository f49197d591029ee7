"""A bare server inside this machine: folders, users, ports and processes of its own, which all end with it.

    python -m tests.tools.bare_server FOLDER       as root; follows docs/running.md, "One server", word by word

Within its walls /etc, /srv, /root and /run are others, no network is there but its own, and the commands of the page run as
they stand. Only `systemctl` and `apt-get` are stood in for: nothing starts services here, and nothing can be fetched.
"""

import ctypes
import fcntl
import os
import socket
import struct
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from pathlib import Path
from urllib.error import HTTPError

from tests.support.house import ROOT
from tests.tools.releases import Releases
from tests.tools.running_md import commands

SITE, HEADERS = (
    "http://127.0.0.1:8000",
    {"Host": "coproduction.example.org", "X-Forwarded-Proto": "https"},
)
LOOPBACK_UP = struct.pack("16sH14x", b"lo", 0x1 | 0x40)
SIOCSIFFLAGS = 0x8914
# Installing PostgreSQL makes a cluster, here one that is thrown away; everything else is there.
AS_IF_INSTALLED = """
for word in "$@"; do
  if [ "$word" = postgresql ]; then pg_createcluster -o fsync=off "$(ls /usr/lib/postgresql | tail -n 1)" main; fi
done"""
SECONDS_TO_READ = 0.05  # Between two pages: readers look often, and leave the cores to the site.
MAY_BE_WRONG = {"mail", "certificate", "backups"}  # There is no network, and no copy yet.


def main(folder: Path) -> None:
    put_up_walls(folder)
    follow("## One server", but_for="doctor")
    assert answer("/healthz") == "ok\n", "after the set-up"
    assert is_well(), "what can be right here is right"
    with Traffic() as traffic:
        follow("### An update")
        assert answer("/healthz") == "new\n", "after the update"
        follow("### The way back")
        assert answer("/healthz") == "ok\n", "after the way back"
    assert set(traffic.answers) == {200}, traffic.answers
    print(f"{traffic.answers[200]} requests during an update and the way back, none refused.")
    follow("### Back to a copy")
    assert wait_for("/ladder/") == 200, "after going back to a copy"


def put_up_walls(folder: Path, has_project: bool = True) -> None:
    mount = ctypes.CDLL(None, use_errno=True).mount
    assert mount(None, b"/", None, 0x4000 | 0x40000, None) == 0, "nothing may be seen outside"
    (folder / "root").mkdir(mode=0o755)
    subprocess.run(["cp", "-a", "/etc", folder], check=True)
    for name in ("srv", "run"):
        (folder / name).mkdir()
    if has_project:
        releases = Releases(folder / "root")
        releases.put("coproduction")
        releases.put("coproduction-new", coproduction_site__health='"ok\\n"=>"new\\n"')
    if str(Path(sys.base_prefix)).startswith("/root/"):
        kept = folder / "root" / Path(sys.base_prefix).relative_to("/root").parts[0]
        kept.mkdir()
        bind(mount, Path("/root") / kept.name, kept)
    for name in ("etc", "srv", "run", "root"):
        bind(mount, folder / name, Path("/") / name)
    for name in ("sites-available", "sites-enabled", "conf.d"):
        Path("/etc/nginx", name).mkdir(parents=True, exist_ok=True)
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, LOOPBACK_UP)
    stand_in(folder / "stand-ins")


def bind(mount, source: Path, target: Path) -> None:
    assert mount(str(source).encode(), str(target).encode(), None, 0x1000 | 0x4000, None) == 0, target


def stand_in(folder: Path) -> None:
    folder.mkdir()
    manager = f'PYTHONPATH={ROOT} exec {sys.executable} -m tests.tools.service_manager "$@"'
    for name, line in {"systemctl": manager, "apt-get": AS_IF_INSTALLED}.items():
        (folder / name).write_text(f"#!/bin/sh\n{line}\n")
        (folder / name).chmod(0o755)
    system = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
    os.environ["PATH"] = f"{folder}:{sys.base_prefix}/bin:{system}"


def follow(heading: str, but_for: str = "") -> None:
    blocks = commands(heading)
    assert blocks, heading
    for block in blocks:
        if but_for and but_for in block:
            continue
        print(f"── {heading}\n{block}", flush=True)
        subprocess.run(["bash", "-euo", "pipefail", "-c", block], check=True, cwd="/")


def is_well() -> bool:
    """The last block of the page: the doctor."""
    block = commands("## One server")[-1]
    assert "doctor" in block
    wait_until_the_worker_worked()
    said = subprocess.run(["bash", "-c", block], cwd="/", capture_output=True, text=True).stdout
    print(said, flush=True)
    return {line[2:18].strip() for line in said.splitlines() if line.startswith("✗")} <= MAY_BE_WRONG


def wait_until_the_worker_worked() -> None:
    end = time.monotonic() + 120
    while "right worker" not in answer("/readyz?all=1") and time.monotonic() < end:
        time.sleep(0.5)


def answer(path: str) -> str:
    return ask(path)[1]


def ask(path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{SITE}{path}", headers=HEADERS)) as page:  # noqa: S310
            return page.status, page.read().decode()
    except HTTPError as error:
        return error.code, error.read().decode()


def wait_for(path: str) -> int:
    for _ in range(100):
        try:
            return ask(path)[0]
        except OSError:
            time.sleep(0.2)
    return 0


class Traffic:
    """Readers who do not press twice."""

    def __init__(self):
        self.answers, self.ended = Counter(), threading.Event()
        self.readers = [threading.Thread(target=self.read) for _ in range(3)]

    def __enter__(self):
        for reader in self.readers:
            reader.start()
        return self

    def __exit__(self, *error):
        self.ended.set()
        for reader in self.readers:
            reader.join()

    def read(self):
        while not self.ended.is_set():
            for path in ("/", "/ladder/", "/stories/", "/partners/", "/accounts/login/"):
                try:
                    self.answers[ask(path)[0]] += 1
                except OSError as error:
                    self.answers[f"{path}: {error}"] += 1
                self.ended.wait(SECONDS_TO_READ)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
