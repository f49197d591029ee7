"""CPU of a kept page beside a bare WSGI callable: `python -m tests.benchmarks.page_cache`.

Goal: at most 1.15 times the bare callable; an unchanged page (304) no more; who carries a form's cookie pays
the same. All are served by the same gunicorn settings over several connections that are kept open, in turns, and CPU (user + system) is read from /proc.
The load of the machine is printed: only the ratios of one run mean something.
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
from pathlib import Path
from statistics import median

CONNECTIONS, REQUESTS, ROUNDS = 8, 3_000, 5
ADDRESS = "/ladder/"


def main():
    with tempfile.TemporaryDirectory() as folder:
        environment = prepared(folder)
        site, port = serve("coproduction_site.wsgi:application", environment)
        try:
            body, headers = ask(port)
            Path(folder, "bare.py").write_text(bare_callable(body))
            bare, bare_port = serve("bare:application", environment)
            try:
                compare(site, port, headers["ETag"], bare, bare_port)
            finally:
                end(bare)
        finally:
            end(site)


def prepared(folder: str) -> dict:
    """The environment of a site that has tables, content and files."""
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": folder, "PYTHONPATH": folder}
    for command in ("migrate", "load_content", "createcachetable", "collectstatic --no-input"):
        subprocess.run(
            [sys.executable, "manage.py", *command.split(), "--verbosity=0"],
            env=environment, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return environment


def compare(site, port, etag, bare, bare_port):
    kept, unchanged, plain, with_cookie = [], [], [], []
    for _ in range(ROUNDS):
        plain.append(cost([bare.pid], bare_port))
        kept.append(cost([site.pid], port))
        unchanged.append(cost([site.pid], port, {"If-None-Match": etag}))
        with_cookie.append(cost([site.pid], port, {"Cookie": "csrftoken=x"}))
    anchor = median(plain)
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    print(f"{'':<28}{'µs a request':>14}{'× bare':>9}")
    figures_of = {
        "bare callable": plain,
        "kept page": kept,
        "unchanged (304)": unchanged,
        "with a form's cookie": with_cookie,
    }
    for name, figures in figures_of.items():
        print(f"{name:<28}{median(figures):>14.0f}{median(figures) / anchor:>9.2f}")


def serve(application: str, environment) -> tuple[subprocess.Popen, int]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    settings = ["-c", "deploy/gunicorn.conf.py", "-b", f"127.0.0.1:{port}", "-w", "1"]
    command = ["-m", "gunicorn", *settings, application]
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


def bare_callable(body: bytes) -> str:
    return textwrap.dedent(f"""
        BODY = {body!r}
        def application(environ, start_response):
            start_response("200 OK", [("Content-Length", str(len(BODY))), ("Content-Type", "text/html")])
            return [BODY]
    """)


def end(server) -> None:
    server.send_signal(signal.SIGTERM)
    server.wait(10)


if __name__ == "__main__":
    main()
