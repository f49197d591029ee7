"""`systemctl reload coproduction`: new code takes over, and no request is refused.

    python -m deploy.reload PID      of the gunicorn master that serves now

The master starts a second one, which loads the code that is there now and listens at the same door. When it has
workers, the first one ends what it has begun and goes. If the new code does not start, nothing changes.
"""

import os
import signal
import socket
import sys
import time
from pathlib import Path

SECONDS_TO_APPEAR, SECONDS_TO_START, SECONDS_TO_END = 10, 60, 40
STEADY = 1  # Seconds for which the new workers must live.


def main(master: int) -> None:
    successor = wait_for_successor(master)
    if successor is None:
        sys.exit("The new code did not start; what was served before goes on. The log says why.")
    tell_service_manager(f"MAINPID={successor}")
    os.kill(master, signal.SIGTERM)
    wait_until(lambda: not is_alive(master), SECONDS_TO_END)
    print(f"New code is served by process {successor}.", flush=True)


def wait_for_successor(master: int) -> int | None:
    """A master that has workers has loaded the code: gunicorn does so before it parts into workers."""
    found = asked_for(master)
    if not found or not wait_until(lambda: children(found) or not is_alive(found), SECONDS_TO_START):
        return None
    time.sleep(STEADY)
    return found if is_alive(found) and children(found) else None


def asked_for(master: int) -> int | None:
    """A master that has itself just taken over does not listen for a second, and one that has a successor does not mind."""
    before = children(master)
    for _ in range(SECONDS_TO_APPEAR):
        os.kill(master, signal.SIGUSR2)
        if found := wait_until(lambda: newcomer(master, before), 1):
            return found
    return None


def newcomer(master: int, before: set[int]) -> int | None:
    """The child that became a gunicorn of its own; a worker that was renewed meanwhile is none."""
    ours = f"GUNICORN_PID={master}".encode()
    return next((pid for pid in children(master) - before if ours in read(pid, "environ")), None)


def tell_service_manager(line: str) -> None:
    """sd_notify(3): from now on systemd looks after the successor."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as way:
        way.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        way.sendall(line.encode())


def children(pid: int) -> set[int]:
    return {int(child) for child in read(pid, f"task/{pid}/children").split()}


def is_alive(pid: int) -> bool:
    """A process that has ended and that nobody has asked about is not alive."""
    state = read(pid, "stat").rpartition(b") ")[2][:1]
    return state not in (b"", b"Z")


def read(pid: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def wait_until(is_so, seconds: float):
    """What it found, or what is as good as nothing when the time was over."""
    end = time.monotonic() + seconds
    while not (found := is_so()) and time.monotonic() < end:
        time.sleep(0.05)
    return found


if __name__ == "__main__":
    if len(sys.argv) != 2 or not sys.argv[1].isdecimal():
        sys.exit(__doc__)
    main(int(sys.argv[1]))
