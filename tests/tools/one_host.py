"""One of several hosts inside this machine, as root in namespaces of its own: it does what it is told, line by line.

    python -m tests.tools.one_host FOLDER NAME

Each line that comes in is a command of a shell, as JSON; each line that goes out says its exit code and its words.
"""

import ctypes
import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.tools import bare_server, system_services

OWN = ("lib/postgresql", "lib/redis", "lib/nginx", "log", "cache")


def main(folder: Path, name: str) -> None:
    bare_server.put_up_walls(folder, has_project=name != "db")
    shutil.rmtree("/etc/postgresql", ignore_errors=True)
    mount = ctypes.CDLL(None, use_errno=True).mount
    for place in OWN:
        (folder / "var" / place).mkdir(parents=True)
        bare_server.bind(mount, folder / "var" / place, Path("/var") / place)
    system_services.make_folders()
    subprocess.run(["hostname", name], check=True)
    answer(0, "there")
    for line in sys.stdin:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", json.loads(line)],
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        answer(done.returncode, done.stdout)


def answer(code: int, said: str) -> None:
    print(json.dumps([code, said]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
