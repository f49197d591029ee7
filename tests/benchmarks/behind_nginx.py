"""CPU of a public page behind nginx beside a bare WSGI callable: `python -m tests.benchmarks.behind_nginx`. Needs nginx.

nginx keeps public pages and asks gunicorn about each of them every time. Counted is the CPU (user + system) of nginx and of
gunicorn together, in turns with the bare callable without nginx; a style sheet says what nginx alone costs.
"""

import os
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks import served  # Before what needs settings.
from tests.benchmarks.page_cache import ADDRESS, ROUNDS, ask, bare_callable, cost, end, prepared, serve
from tests.tools import nginx

PASSES_ON = {"proxy_cache coproduction;": "proxy_cache off;"}


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        environment = prepared(name) | {"TRUSTED_PROXIES": "1"}
        site, port = serve("coproduction_site.wsgi:application", environment)
        body, headers = ask(port)
        (folder / "bare.py").write_text(bare_callable(body, headers))
        bare, bare_port = serve("bare:application", environment)
        try:
            with (
                nginx.in_front_of(port, folder / "keeps", folder) as proxy,
                nginx.in_front_of(port, folder / "passes", folder, **PASSES_ON) as passing,
            ):
                compare(site, port, proxy, passing, headers["ETag"], bare, bare_port, sheet(folder))
        finally:
            end(site)
            end(bare)


def sheet(folder: Path) -> str:
    (file,) = (folder / "static" / "css").glob("site.*.css")
    return f"/static/css/{file.name}"


def compare(site, port, proxy, passing, etag, bare, bare_port, file):
    """`cost` takes the processes whose CPU counts: nginx is a child of this program."""
    master = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split()
    family = [site.pid, *(int(pid) for pid in master if is_nginx(pid))]
    kinds = {
        "bare callable": ([bare.pid], bare_port, {}, ADDRESS),
        "kept page, gunicorn alone": ([site.pid], port, {}, ADDRESS),
        "behind nginx that only passes it on": (family, passing, {}, ADDRESS),
        "kept page behind nginx": (family, proxy, {}, ADDRESS),
        "unchanged (304) behind nginx": (family, proxy, {"If-None-Match": etag}, ADDRESS),
        "a style sheet by nginx": (family, proxy, {}, file),
    }
    figures = {name: [] for name in kinds}
    for _ in range(ROUNDS):
        for name, (pids, door, headers, address) in kinds.items():
            figures[name].append(cost(pids, door, headers, address))
    anchor = median(figures["bare callable"])
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    print(f"{'':<38}{'µs a request':>14}{'× bare':>9}")
    for name, measured in figures.items():
        print(f"{name:<38}{median(measured):>14.0f}{median(measured) / anchor:>9.2f}")


def is_nginx(pid: str) -> bool:
    return Path(f"/proc/{pid}/comm").read_text().strip() == "nginx"


if __name__ == "__main__":
    assert served
    main()
