"""Websites of others, on this machine: what they answer is said by the test, and they note who asked."""

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field

REPLIES = {
    200: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
    404: "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
    403: "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
    405: "HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\n\r\n",
}


@dataclass
class Site:
    port: int
    answer: object
    asked: list[str] = field(default_factory=list)
    asked_at: list[float] = field(default_factory=list)

    def link(self, host="site.example", path="/") -> str:
        return f"http://{host}:{self.port}{path}"


@contextmanager
def site(answer=200, address="127.0.0.1"):
    """`answer` is a number, or a function that is given the socket and the first line of what was asked."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as listening:
        made = Site(listening.getsockname()[1], answer)
        thread = threading.Thread(target=_serve, args=(listening, made), daemon=True)
        thread.start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)


def leading_to(address: str):
    def answer(connected, line) -> None:
        connected.sendall(
            f"HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0\r\n\r\n".encode()
        )

    return answer


def for_head(status: int, otherwise: int = 200):
    def answer(connected, line) -> None:
        connected.sendall(REPLIES[status if line.startswith("HEAD") else otherwise].encode())

    return answer


def drop_by_drop(ended: threading.Event):
    """A byte every tenth of a second, which never lets a socket's own time run out."""

    def answer(connected, line) -> None:
        connected.sendall(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            while not ended.wait(0.1):
                connected.sendall(b"a")
        except OSError:
            return

    return answer


def without_an_end(connected, line) -> None:
    """Headers as long as somebody reads them."""
    try:
        while True:
            connected.sendall(b"X-Long: " + b"a" * 60_000 + b"\r\n")
    except OSError:
        return


@dataclass
class Names:
    """Who is called what. Each answer in its turn; the last one stays."""

    answers: dict[str, list[list[str]]]
    asked: list[str] = field(default_factory=list)

    def resolve(self, host, port, **options):
        self.asked.append(host)
        if host not in self.answers:
            raise socket.gaierror(host)
        turns = self.answers[host]
        found = turns.pop(0) if len(turns) > 1 else turns[0]
        return [(None, None, None, "", (address, port)) for address in found]


def _serve(listening, made: Site) -> None:
    while True:
        try:
            connected, _ = listening.accept()
        except OSError:
            return
        with connected:
            made.asked_at.append(time.monotonic())
            line = connected.recv(4_096).decode(errors="replace").partition("\r\n")[0]
            made.asked.append(line)
            _reply(connected, made, line)


def _reply(connected, made, line) -> None:
    try:
        if callable(made.answer):
            made.answer(connected, line)
        else:
            connected.sendall(REPLIES[made.answer].encode())
    except OSError:
        return
