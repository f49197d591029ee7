"""CPU of a kept page beside a bare WSGI callable: `python -m tests.benchmarks.page_cache`.

Goal: at most 1.15 times the bare callable; an unchanged page (304) no more; who carries a form's cookie pays
the same. The bare callable sends the same packed bytes with the same headers, since gunicorn looks through each of them; one that sends two
headers stands beside it. All are served by the same gunicorn settings over several connections that are kept open, in turns, and
CPU (user + system) is read from /proc. The load of the machine is printed: only the ratios of one run mean something.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

CONNECTIONS, REQUESTS, ROUNDS = 8, 2_000, 9
FROM_GUNICORN = {"Server", "Date", "Connection"}
BARE = "bare callable"
FEW = {"Content-Type", "Content-Length"}
ADDRESS = "/ladder/"


def main():
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        environment = prepared(folder)
        site, port = serve("coproduction_site.wsgi:application", environment)
        servers.callback(end, site)
        body, headers = ask(port)
        doors = {"kept page": (site, port, {})}
        doors |= {"unchanged (304)": (site, port, {"If-None-Match": headers["ETag"]})}
        doors |= {"with a form's cookie": (site, port, {"Cookie": "csrftoken=x"})}
        few = {name: value for name, value in headers.items() if name in FEW}
        for module, name, sent in (("bare", BARE, headers), ("barer", "the same, two headers", few)):
            Path(folder, f"{module}.py").write_text(bare_callable(body, sent))
            server, own_port = serve(f"{module}:application", environment)
            servers.callback(end, server)
            doors = {name: (server, own_port, {})} | doors
        compare(doors)


def prepared(folder: str) -> dict:
    """The environment of a site that has tables, content and files."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": folder, "PYTHONPATH": folder}
    for command in ("migrate", "load_content", "createcachetable", "collectstatic --no-input"):
        subprocess.run(
            [sys.executable, "manage.py", *command.split(), "--verbosity=0"],
            env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return environment


def compare(doors: dict[str, tuple]):
    figures = {name: [] for name in doors}
    for _ in range(ROUNDS):
        for name, (server, port, headers) in doors.items():
            figures[name].append(cost([server.pid], port, headers))
    anchor = median(figures[BARE])
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    print(f"{'':<28}{'µs a request':>14}{'× bare':>9}")
    for name, measured in figures.items():
        print(f"{name:<28}{median(measured):>14.0f}{median(measured) / anchor:>9.2f}")


def serve(application: str, environment) -> tuple[subprocess.Popen, int]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    # One worker that is not renewed meanwhile: what it has used up would go with it.
    settings = ["-b", f"127.0.0.1:{port}", "-w", "1", "--max-requests", "0"]
    command = ["-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", *settings, application]
    server = subprocess.Popen([sys.executable, *command], env=environment, stderr=subprocess.DEVNULL)
    for _ in range(100):
        try:
            ask(port)
            return server, port
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def cost(masters: list[int], port, headers=None, address=ADDRESS) -> float:
    """Microseconds of CPU, of these processes and their children, for each request."""
    sent = {"Accept-Encoding": "br", **(headers or {})}
    readers = [threading.Thread(target=read, args=[port, sent, address]) for _ in range(CONNECTIONS)]
    before = cpu_seconds(masters)
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return (cpu_seconds(masters) - before) / REQUESTS * 1e6


def read(port, headers, address):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    for _ in range(REQUESTS // CONNECTIONS):
        connection.request("GET", address, headers=headers)
        connection.getresponse().read()
    connection.close()


def cpu_seconds(masters: list[int]) -> float:
    family = [pid for master in masters for pid in (master, *children(master))]
    ticks = 0
    for pid in family:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def ask(port) -> tuple[bytes, dict]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", ADDRESS, headers={"Accept-Encoding": "br"})
    answer = connection.getresponse()
    return answer.read(), dict(answer.getheaders())


def bare_callable(body: bytes, headers: dict) -> str:
    sent = [pair for pair in headers.items() if pair[0] not in FROM_GUNICORN]
    return textwrap.dedent(f"""
        BODY = {body!r}
        HEADERS = {sent!r}
        def application(environ, start_response):
            start_response("200 OK", HEADERS)
            return [BODY]
    """)


def end(server) -> None:
    server.send_signal(signal.SIGTERM)
    server.wait(10)


if __name__ == "__main__":
    main()
