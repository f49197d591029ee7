"""A program of Debian's that a test needs: found on this machine, or installed; never done without."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

MINUTES_TO_INSTALL = 5


class NoProgram(Exception):
    """Says what is missing and how to get it."""


def path_of(program: str, package: str) -> str:
    found = shutil.which(program)
    if not found and os.geteuid() == 0 and shutil.which("apt-get"):
        with Path(tempfile.gettempdir(), "coproduction-tests-install").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # Of two tests at a time, one is refused by apt.
            if not shutil.which(program):
                _install(package)
        found = shutil.which(program)
    if not found:
        raise NoProgram(
            f"These tests need {program}: apt-get install {package}, as root on Debian or Ubuntu."
        )
    return found


def _install(package: str) -> None:
    quiet = {"stdout": subprocess.DEVNULL, "timeout": MINUTES_TO_INSTALL * 60, "check": False}
    subprocess.run(["apt-get", "update", "-qq"], **quiet)
    subprocess.run(
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *package.split()], **quiet
    )
