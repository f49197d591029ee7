"""One request to one address that was looked at before: no name is asked for twice, and nothing of the answer is kept."""

import socket
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from http.client import HTTPConnection, HTTPException
from queue import Empty, SimpleQueue
from urllib.parse import SplitResult

MOST_SECONDS = 10


class NotReached(Exception):
    """With a few plain words for the desk."""


class Refused(NotReached):
    """It leads where no link of a page may lead."""


class Deadline:
    """So many seconds for all of it, however slowly the other side sends."""

    def __init__(self, seconds: float = MOST_SECONDS):
        self._end = time.monotonic() + seconds

    @property
    def is_over(self) -> bool:
        return time.monotonic() >= self._end

    def ask(self) -> None:
        """Raises NotReached when there is nothing left."""
        if self.is_over:
            raise NotReached("no answer in time")

    @property
    def left(self) -> float:
        """Raises NotReached when there is nothing left."""
        self.ask()
        return max(0.001, self._end - time.monotonic())


def resolved(host: str, port: int, deadline: Deadline, resolve: Callable) -> list[str]:
    """Asked once, in a thread, because nothing else ends a question about a name. Raises NotReached."""
    answers = SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError):
            answers.put([])

    threading.Thread(target=ask, daemon=True).start()
    try:
        found = answers.get(timeout=deadline.left)
    except Empty:
        raise NotReached("no answer in time") from None
    addresses = list(dict.fromkeys(answer[4][0] for answer in found))
    if not addresses:
        raise NotReached("nothing has this name")
    return addresses


def asked(method: str, parts: SplitResult, targets: list[tuple], headers: dict, deadline: Deadline):
    """The number of the answer, and where it leads on. Of the body nothing is read.

    `targets` are addresses with their port, of which the first that is at home is asked. The name is used for the
    certificate and for the header alone.
    """
    connection = HTTPConnection(parts.hostname, targets[0][1])
    try:
        with _connected(parts, targets, deadline) as connection.sock:
            connection.request(method, _path(parts), headers={"Connection": "close", **headers})
            with connection.getresponse() as answer:
                deadline.ask()  # What was cut off looks as if it had ended.
                return answer.status, answer.getheader("Location", "")
    except ssl.SSLCertVerificationError:
        raise NotReached("its certificate is not right") from None
    except (OSError, HTTPException, ValueError):
        raise NotReached("no answer in time" if deadline.is_over else "no answer") from None
    finally:
        connection.close()


@contextmanager
def _connected(parts, targets, deadline):
    """The time of a socket begins anew with every byte, so a clock of ours cuts it off."""
    plain = _dialled(targets, deadline)
    with _sealed(plain, parts.hostname) if parts.scheme == "https" else plain as connected:
        clock = threading.Timer(deadline.left, _cut, [connected])
        clock.daemon = True
        clock.start()
        try:
            if parts.scheme == "https":
                connected.do_handshake()
            yield connected
        finally:
            clock.cancel()


def _dialled(targets, deadline) -> socket.socket:
    """The first that is at home; each gets its part of the time. Raises OSError."""
    first, *others = targets
    try:
        dialled = socket.create_connection(first, timeout=deadline.left / len(targets))
    except OSError:
        if not others:
            raise
        return _dialled(others, deadline)
    dialled.settimeout(deadline.left)
    return dialled


def _sealed(plain: socket.socket, host: str) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    return context.wrap_socket(plain, server_hostname=host, do_handshake_on_connect=False)


def _cut(connected: socket.socket) -> None:
    """Below what seals it, which a thread beside may be reading through."""
    with suppress(OSError):  # It has ended by itself.
        socket.socket.shutdown(connected, socket.SHUT_RDWR)


def _path(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
