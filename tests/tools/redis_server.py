"""A real Redis for a test, which keeps nothing."""

import subprocess
from contextlib import contextmanager

from tests.tools.programs import path_of
from tests.tools.server import free_port, wait_until
from tests.tools.tunnel import accepts


@contextmanager
def running():
    """Yields the address for CACHE_URL, and the process, which a test may end."""
    port = free_port()
    command = [path_of("redis-server", "redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    options = ["--save", "", "--appendonly", "no", "--daemonize", "no"]
    server = subprocess.Popen([*command, *options], stdout=subprocess.DEVNULL, cwd="/")
    try:
        wait_until(lambda: accepts(port), 30)
        yield f"redis://127.0.0.1:{port}/0", server
    finally:
        server.terminate()
        server.wait(20)
