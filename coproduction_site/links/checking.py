"""Does a link still lead somewhere? Asked slowly and politely, and never inside our own network."""

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from coproduction_site.links.connecting import Deadline, NotReached, Refused, asked, resolved
from coproduction_site.links.public_addresses import is_public
from coproduction_site.site_address import on_this_site

MOST_STEPS, MOST_ADDRESSES = 5, 4
BETWEEN = 1.0  # Seconds between two requests to one host.
HOSTS_REMEMBERED = 1_000
GONE_ON = {301, 302, 303, 307, 308}
ONLY_FOR_PEOPLE = {401, 403, 405, 406, 429, 451, 999}  # There is something; it is not shown to programs.
PORT_OF = {"http": 80, "https": 443}
KEPT_SIGNS = "/%:=&?~+!$,;'@()*[]-._"
NO_ADDRESS = "it is no address of the web"


@dataclass(frozen=True)
class Finding:
    """`is_there` is None where the other side tells programs nothing."""

    is_there: bool | None
    text: str


@dataclass
class Checker:
    """Remembers when it asked which host, so that no host is asked more often than once a second.

    `resolve` and `may_reach` are what the tests put others in for: names that change, machines of their own.
    """

    resolve: Callable = socket.getaddrinfo
    may_reach: Callable[[str, int], bool] = is_public
    seconds: float = 10
    between: float = BETWEEN
    _asked_at: dict[str, float] = field(default_factory=dict)

    def check(self, link: str) -> Finding:
        """HEAD, and GET where that is not answered well: some sites know only the second."""
        try:
            status = self._status(link, "HEAD")
            if status >= 400:
                status = self._status(link, "GET")
        except NotReached as error:
            return Finding(False, str(error))
        return _finding(status)

    def _status(self, link: str, method: str) -> int:
        """Each step is looked at as the first one was: a link may lead where none may be written."""
        deadline = Deadline(self.seconds)  # With the waits in it.
        for _ in range(MOST_STEPS + 1):
            status, leads_to = self._step(link, method, deadline)
            if status not in GONE_ON or not leads_to:
                return status
            link = urljoin(link, leads_to)
        raise NotReached("it leads on and on")

    def _step(self, link: str, method: str, deadline: Deadline) -> tuple[int, str]:
        parts, port = _parts(link)
        self._wait(parts.hostname)
        addresses = resolved(parts.hostname, port, deadline, self.resolve)
        if not all(self.may_reach(address, port) for address in addresses):
            raise Refused("it does not lead to the open web")
        targets = [(address, port) for address in addresses[:MOST_ADDRESSES]]
        return asked(method, parts, targets, _headers(parts), deadline)

    def _wait(self, host: str) -> None:
        ago = time.monotonic() - self._asked_at.get(host, -self.between)
        time.sleep(max(0.0, self.between - ago))
        if len(self._asked_at) >= HOSTS_REMEMBERED:
            self._asked_at.clear()
        self._asked_at[host] = time.monotonic()


def _parts(link: str) -> tuple[SplitResult, int]:
    """Of an address of the web, with every sign that the wire does not take written out."""
    try:
        parts = urlsplit(link)
        host = (parts.hostname or "").encode("idna").decode()
        port = parts.port or PORT_OF.get(parts.scheme)
    except ValueError:
        raise Refused(NO_ADDRESS) from None
    if parts.scheme not in PORT_OF or not host or parts.username is not None:
        raise Refused(NO_ADDRESS)
    name = f"[{host}]" if ":" in host else host
    written = {"path": quote(parts.path, safe=KEPT_SIGNS), "query": quote(parts.query, safe=KEPT_SIGNS)}
    return parts._replace(netloc=f"{name}:{parts.port}" if parts.port else name, **written), port


def _headers(parts: SplitResult) -> dict[str, str]:
    return {
        "Host": parts.netloc,
        "Accept": "*/*",
        "User-Agent": f"Mozilla/5.0 (compatible; link check; {on_this_site('/')})",
    }


def _finding(status: int) -> Finding:
    if status in ONLY_FOR_PEOPLE:
        return Finding(None, f"it tells programs nothing (answer {status})")
    return Finding(status < 400, f"answer {status}")
