"""Says what is being done, how far it has come and how long it took."""

import subprocess
import sys
import time
from contextlib import contextmanager


class Steps:
    """Numbered steps: "2/6 Installing packages … 11.2 s"."""

    def __init__(self, total, done=0):
        self.total = total
        self.number = done

    @contextmanager
    def step(self, name):
        """Yields a function that takes what the step found or made, for the end of its line."""
        self.number += 1
        print(f"{self.number}/{self.total} {name} …", end=" ", flush=True)
        started, results = time.monotonic(), []
        yield results.append
        print(", ".join([*results, f"{time.monotonic() - started:.1f} s"]), flush=True)


def quietly(command, environment=None):
    """Show what a program said only if it failed, and then stop everything."""
    done = subprocess.run(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    if done.returncode:
        print("failed.", flush=True)
        sys.exit(f"{done.stdout}\nThis command failed (code {done.returncode}): {' '.join(command)}")
    return done.stdout
