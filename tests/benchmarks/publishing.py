"""Does anybody wait while something is published? `python -m tests.benchmarks.publishing`.

People read sixteen pages at full speed, each of them another. Goal: a publication makes nobody wait more than 50 ms longer.
"""

import threading
import time
from itertools import count

from tests.benchmarks import served
from tests.tools import databases

READERS, SECONDS, PUBLICATIONS = 4, 3, 6
MOVE = "UPDATE coproduction_site_contentrevision SET number = number + 1"
PAGES = (
    *("/", "/ladder/", "/ladder/co-production/", "/ladder/methods/", "/partners/", "/charter/"),
    *("/charter/signed/", "/charter/status/", "/charter/children/", "/what-is-co-production/"),
    *("/how-it-differs/", "/privacy/", "/stories/", "/stories/feed/", "/stories/you-said-we-did/"),
    "/stories/local-offer/",
)
EACH = 8  # Times, so that every worker has made every page.


def main():
    print(served.load())
    with served.site() as site:
        read_all(site)
        calm = read(site, publications=0)
        busy = read(site, publications=PUBLICATIONS)
    print(f"{'':<28}{'pages':>8}{'p50 ms':>9}{'p99 ms':>9}{'most ms':>9}")
    for name, waits in (("nothing is published", calm), (f"{PUBLICATIONS} times in {SECONDS} s", busy)):
        half, most = (served.worst(waits, share) * 1000 for share in (0.5, 0.99))
        print(f"{name:<28}{len(waits):>8}{half:>9.1f}{most:>9.1f}{max(waits) * 1000:>9.1f}")
    print(f"longest wait grew by {(max(busy) - max(calm)) * 1000:.0f} ms (goal: at most 50)")


def read_all(site) -> None:
    """With a connection for each time: one that is kept would ask one worker alone."""
    for _ in range(EACH):
        visitor = site.visitor()
        for address in PAGES:
            visitor.open(address)


def read(site, publications) -> list[float]:
    waits, stopped, number = [], threading.Event(), count()

    def reader():
        visitor = site.visitor()
        while not stopped.is_set():
            started = time.monotonic()
            visitor.open(PAGES[next(number) % len(PAGES)])
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
