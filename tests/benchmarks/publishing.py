"""Does anybody wait while something is published? `python -m tests.benchmarks.publishing`.

Goal: while people read at full speed, a publication makes nobody wait more than 100 ms longer.
"""

import threading
import time

from tests.benchmarks import served
from tests.tools import databases

READERS, SECONDS, PUBLICATIONS = 4, 3, 6
MOVE = "UPDATE coproduction_site_contentrevision SET number = number + 1"


def main():
    with served.site() as site:
        site.visitor().open("/ladder/")
        calm = read(site, publications=0)
        busy = read(site, publications=PUBLICATIONS)
    print(f"{'':<28}{'pages':>8}{'p50 ms':>9}{'p99 ms':>9}{'most ms':>9}")
    for name, waits in (("nothing is published", calm), (f"{PUBLICATIONS} times in {SECONDS} s", busy)):
        half, most = (served.worst(waits, share) * 1000 for share in (0.5, 0.99))
        print(f"{name:<28}{len(waits):>8}{half:>9.1f}{most:>9.1f}{max(waits) * 1000:>9.1f}")
    print(f"longest wait grew by {(max(busy) - max(calm)) * 1000:.0f} ms (goal: at most 100)")


def read(site, publications) -> list[float]:
    waits, stopped = [], threading.Event()

    def reader():
        visitor = site.visitor()
        while not stopped.is_set():
            started = time.monotonic()
            visitor.open("/ladder/")
            waits.append(time.monotonic() - started)

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for thread in readers:
        thread.start()
    for _ in range(publications):
        time.sleep(SECONDS / publications)
        databases.change(site.database, MOVE)
    if not publications:
        time.sleep(SECONDS)
    stopped.set()
    for thread in readers:
        thread.join()
    return waits


if __name__ == "__main__":
    main()
