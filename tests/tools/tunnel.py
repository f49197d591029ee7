"""A way to the database that a test can close, or let hang, and open again."""

import socket
import threading
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs, unquote, urlsplit


class Tunnel:
    def __init__(self, address: str):
        self.target = _socket_file(address)
        self.name = urlsplit(address).path
        self.flows = threading.Event()
        self.ends: set[socket.socket] = set()
        self.door = None
        self.port = 0
        self.open()

    @property
    def address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}{self.name}"

    def open(self) -> None:
        """Let everything flow, from now on or again."""
        self.flows.set()
        if self.door is None:
            self.door = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
            self.port = self.door.getsockname()[1]
            threading.Thread(target=self._take_in, args=[self.door], daemon=True).start()

    def refuse(self) -> None:
        """As when the server has crashed: connections end, and new ones are refused."""
        door, self.door = self.door, None
        with suppress(OSError):
            door.shutdown(socket.SHUT_RDWR)
        door.close()
        self._end_all()

    def hang(self) -> None:
        """As when the machine below it stands still: all is accepted and nothing is answered."""
        self.flows.clear()

    def close(self) -> None:
        self.flows.set()
        if self.door is not None:
            self.refuse()

    def _take_in(self, door) -> None:
        while True:
            try:
                near, _ = door.accept()
            except OSError:
                return
            far = socket.socket(socket.AF_UNIX)
            far.connect(self.target)
            self.ends |= {near, far}
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self._carry, args=[one, other], daemon=True).start()

    def _carry(self, one, other) -> None:
        with suppress(OSError):
            while words := one.recv(65536):
                self.flows.wait()
                other.sendall(words)
        for end in (one, other):
            _end(end)

    def _end_all(self) -> None:
        ends, self.ends = self.ends, set()
        for end in ends:
            _end(end)


@contextmanager
def tunnel_to(address: str):
    tunnel = Tunnel(address)
    try:
        yield tunnel
    finally:
        tunnel.close()


def _end(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    end.close()


def _socket_file(address: str) -> str:
    parts = urlsplit(address)
    folder = unquote(parts.netloc.rpartition("@")[2]) or parse_qs(parts.query)["host"][0]
    return f"{folder}/.s.PGSQL.5432"


def accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except OSError:
        return False
    return True
