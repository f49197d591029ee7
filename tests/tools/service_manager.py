"""As much of systemctl as docs/running.md asks for, where no systemd runs: it obeys the units in /etc/systemd/system.

It is called as `systemctl`, as root, inside the walls that tests.tools.bare_server puts up.
"""

import os
import pwd
import signal
import socket
import subprocess
import sys
from pathlib import Path

from deploy.reload import is_alive, wait_until
from tests.tools import system_services

UNITS, STATE = Path("/etc/systemd/system"), Path("/run/units")
SECONDS = 90


def main(verb: str, *names: str) -> None:
    STATE.mkdir(exist_ok=True)
    if verb == "daemon-reload":
        return
    for name in [name for name in names if not name.startswith("-")]:
        if name in system_services.NAMES:
            system_services.do(verb, name)
        elif name.endswith(".timer"):
            assert (UNITS / name).exists(), name
            assert (UNITS / name.replace(".timer", ".service")).exists(), name
        else:
            VERBS[verb](name)


def start(name: str) -> None:
    unit = read(name)
    process = subprocess.Popen(unit["ExecStart"].split(), **surroundings(unit), cwd="/")
    (STATE / name).write_text(str(process.pid))
    if unit.get("Type") == "oneshot" and process.wait(SECONDS):
        sys.exit(f"{name} failed.")


def stop(name: str) -> None:
    pid = int((STATE / name).read_text())
    os.kill(pid, signal.SIGTERM)
    # Nobody here asks how it ended, so it stays in /proc.
    wait_until(lambda: not is_alive(pid), SECONDS)
    (STATE / name).unlink()


def restart(name: str) -> None:
    stop(name)
    start(name)


def reload(name: str) -> None:
    unit, pid = read(name), (STATE / name).read_text()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        way = STATE / "notify"
        way.unlink(missing_ok=True)
        told.bind(str(way))
        way.chmod(0o777)
        around = surroundings(unit)
        around["env"]["NOTIFY_SOCKET"] = str(way)
        done = subprocess.run(unit["ExecReload"].replace("$MAINPID", pid).split(), **around, cwd="/")
        if done.returncode:
            sys.exit(f"{name} could not be reloaded.")
        told.settimeout(5)
        while not (line := told.recv(500).decode()).startswith("MAINPID="):
            pass
    (STATE / name).write_text(line.partition("=")[2])


def read(name: str) -> dict[str, str]:
    lines = (UNITS / f"{name}.service").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


def surroundings(unit: dict) -> dict:
    """Another user, and nothing of the environment of whoever calls."""
    user = pwd.getpwnam(unit["User"])
    log = open("/run/units/log", "ab")  # noqa: SIM115 (the service writes on)
    return {
        "user": user.pw_uid,
        "group": user.pw_gid,
        "extra_groups": [],
        "umask": int(unit["UMask"], 8),
        "env": {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        "stdout": log,
        "stderr": log,
        "start_new_session": True,
    }


VERBS = {"start": start, "stop": stop, "restart": restart, "reload": reload, "enable": start}

if __name__ == "__main__":
    main(*sys.argv[1:])
