"""Fifty people press “send” at once: `python -m tests.benchmarks.sending`.

On PostgreSQL: `python -m tests.tools.postgresql python -m tests.benchmarks.sending`.
Goals: no errors; 99 of 100 within 0.6 s on SQLite, 0.5 s on PostgreSQL; 300 a second. The clients share the
machine with the server, so read the figures beside those of a bare callable that the same clients ask.
"""

import http.client
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from tests.benchmarks import served
from tests.support.telling import CHECK
from tests.tools import databases

CLIENTS, STORIES = 50, 6


def main():
    kind = "PostgreSQL" if databases.is_postgresql() else "SQLite"
    print(f"{'':<24}{'errors':>8}{'p50 ms':>9}{'p99 ms':>9}{'a second':>10}")
    with served.bare() as bare:
        report("bare callable", bare, [[("/", "", {})] * STORIES] * CLIENTS, 200)
    with served.site() as site:
        with ThreadPoolExecutor(8) as pool:
            drafts = list(pool.map(lambda _: [draft(site) for _ in range(STORIES)], range(CLIENTS)))
        report(f"sending, {kind}", site, drafts, 302)


def draft(site) -> tuple[str, str, dict]:
    """Everything but the last press: the address, the form and the cookies."""
    visitor = site.visitor()
    check = visitor.write_story()
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in visitor.cookies)
    return CHECK, urlencode(check.fields()), {"Cookie": cookies}


def report(name, site, work, expected) -> None:
    ready, waits, errors = threading.Barrier(CLIENTS + 1), [], []

    def client(presses):
        ready.wait()
        for path, body, headers in presses:
            started = time.monotonic()
            if press(site.port, path, body, headers) != expected:
                errors.append(path)
            waits.append(time.monotonic() - started)

    clients = [threading.Thread(target=client, args=[presses]) for presses in work]
    for thread in clients:
        thread.start()
    ready.wait()
    started = time.monotonic()
    for thread in clients:
        thread.join()
    a_second = len(waits) / (time.monotonic() - started)
    half, most = (served.worst(waits, share) * 1000 for share in (0.5, 0.99))
    print(f"{name:<24}{len(errors):>8}{half:>9.0f}{most:>9.0f}{a_second:>10.0f}")


def press(port, path, body, headers) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        connection.request("POST", path, body, headers | form)
        return connection.getresponse().status
    except OSError:
        return 0
    finally:
        connection.close()


if __name__ == "__main__":
    main()
