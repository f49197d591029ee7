"""A pgbouncer that gives connections by transaction, in front of the PostgreSQL that a test uses."""

import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.tools.programs import path_of
from tests.tools.server import free_port, wait_until
from tests.tools.tunnel import accepts

CONNECTIONS = 2  # So few that what one visitor left behind would be met by the next.
AS_IN_DEPLOY = """
[databases]
* = host={server} port=5432 user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {connections}
max_client_conn = 200
"""


@contextmanager
def in_front_of(address: str):
    """Yields the address of the same database through the pooler, and the process of the pooler."""
    port, parts = free_port(), urlsplit(address)
    server = unquote(parts.netloc.rpartition("@")[2])
    account = {} if os.geteuid() else {"user": "nobody"}
    with tempfile.TemporaryDirectory(prefix="pgbouncer-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        file = folder / "pgbouncer.ini"
        file.write_text(AS_IN_DEPLOY.format(server=server, port=port, connections=CONNECTIONS))
        command = [path_of("pgbouncer", "pgbouncer"), "-q", file]
        program = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL, **account)
        try:
            wait_until(lambda: accepts(port), 30)
            yield f"postgresql://postgres@127.0.0.1:{port}{parts.path}", program
        finally:
            program.terminate()
            program.wait(20)
