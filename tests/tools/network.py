"""Hosts inside this machine, joined by a network of their own. As root, in a network namespace that ends with the test."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.support.house import ROOT
from tests.tools.behind_walls import WALLS
from tests.tools.running_md import commands

BRIDGE, MASK = "people", 16
MANY = 200  # Visitors, each with an address of its own: 10.77.9.1 to 10.77.9.200.


def make() -> None:
    ip(f"link add {BRIDGE} type bridge", f"link set {BRIDGE} up", "link set lo up")
    ip(*(f"address add 10.77.9.{number}/{MASK} dev {BRIDGE}" for number in range(1, MANY + 1)))


def ip(*lines: str) -> None:
    for line in lines:
        subprocess.run(["ip", *line.split()], check=True)


class Host:
    """It follows parts of docs/running.md, and can be cut off."""

    def __init__(self, folder: Path, name: str, address: str):
        self.name, self.address = name, address
        own = folder / name
        own.mkdir(mode=0o755)
        self.process = subprocess.Popen(
            [*WALLS, "--uts", "--ipc", sys.executable, "-m", "tests.tools.one_host", str(own), name],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "HOME": "/root", "LANG": "C.UTF-8"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert json.loads(self.process.stdout.readline()) == [0, "there"], name
        self._join()

    def _join(self) -> None:
        ip(
            f"link add {self.name} type veth peer name inside netns {self.process.pid}",
            f"link set {self.name} master {BRIDGE} up",
        )
        self.run(f"ip address add {self.address}/{MASK} dev inside; ip link set inside up")

    def follow(self, heading: str) -> None:
        for block in commands(heading):
            self.run(block)

    def run(self, block: str) -> str:
        self.process.stdin.write(f"{json.dumps(block)}\n")
        self.process.stdin.flush()
        code, said = json.loads(self.process.stdout.readline())
        assert code == 0, f"{self.name}: {block}\n{said}"
        return said

    def cut_off(self) -> None:
        """As when a cable is pulled: nothing comes and nothing goes, and nobody is told."""
        ip(f"link set {self.name} down")

    def join_again(self) -> None:
        ip(f"link set {self.name} up")
