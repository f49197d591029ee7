"""Does anybody wait while a story is published? `python -m tests.benchmarks.publishing`.

People read sixteen pages at full speed, each of them another, while a process beside the site publishes one story after the
other, as a moderator does. Goals: the longest wait of the second after it is at most 50 ms longer than that of a second in which nothing happens (the
middle of several of each, since on a busy machine the longest of all is chance), and what is made again costs a worker 0.3 s of CPU.
"""

import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from itertools import count
from statistics import median

from tests.benchmarks import served
from tests.benchmarks.page_cache import cpu_seconds
from tests.support.house import ROOT

READERS, TIMES, SECONDS = 4, 8, 2
PAGES = (
    *("/", "/ladder/", "/ladder/co-production/", "/ladder/methods/", "/partners/", "/charter/"),
    *("/charter/signed/", "/charter/status/", "/charter/children/", "/what-is-co-production/"),
    *("/how-it-differs/", "/privacy/", "/stories/", "/stories/feed/", "/stories/you-said-we-did/"),
    "/stories/local-offer/",
)
EACH = 8  # Times, so that every worker has made every page.
PUBLISHER = """
import sys
from tests.support import factories
moderator = factories.make_moderator()
print("ready", flush=True)
for story in iter(sys.stdin.readline, ""):
    story = factories.make_waiting_story()
    factories.may_go_out(story, moderator)
    print("waiting", flush=True)
    sys.stdin.readline()
    story.publish(moderator)
    print("published", flush=True)
"""


def main():
    print(served.load())
    with served.site() as site, publisher(site) as say:
        read_all(site)
        seconds = cost_of_one(site, say)
        calm, busy = waits_while_read(site, say)
    print(f"{'':<28}{'pages':>8}{'p50 ms':>9}{'p99 ms':>9}{'longest ms, middle':>20}")
    for name, windows in (("nothing is published", calm), ("a story is published", busy)):
        waits = [wait for window in windows for wait in window]
        half, most = (served.worst(waits, share) * 1000 for share in (0.5, 0.99))
        print(f"{name:<28}{len(waits):>8}{half:>9.1f}{most:>9.1f}{longest(windows) * 1000:>20.1f}")
    print(f"longest wait grew by {(longest(busy) - longest(calm)) * 1000:.0f} ms (goal: at most 50)")
    print(f"CPU of each worker for one story: {seconds:.2f} s (goal: at most 0.3)")
    print(served.load())


def longest(windows: list[list[float]]) -> float:
    return median(max(window) for window in windows)


@contextmanager
def publisher(site):
    """Calling what it gives says a word to the process that publishes, and waits until that is done."""
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", PUBLISHER]
    process = subprocess.Popen(
        command, cwd=ROOT, env=site.environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def say(word: str) -> None:
        process.stdin.write(f"{word}\n")
        process.stdin.flush()
        if not process.stdout.readline():
            raise RuntimeError("The process that publishes has ended.")

    process.stdout.readline()
    try:
        yield say
    finally:
        process.stdin.close()
        process.wait(10)


def cost_of_one(site, say) -> float:
    """Of the CPU that all pages take after a publication, what they take without one is taken off."""
    differences = []
    for _ in range(3):
        say("a story that waits")
        before = cpu_seconds([site.master.pid])
        read_all(site)
        calm = cpu_seconds([site.master.pid]) - before
        say("publish it")
        before = cpu_seconds([site.master.pid])
        read_all(site)
        differences.append(cpu_seconds([site.master.pid]) - before - calm)
    return median(differences) / len(site.workers())


def read_all(site) -> None:
    """With a connection for each time: one that is kept would ask one worker alone."""
    for _ in range(EACH):
        visitor = site.visitor()
        for address in PAGES:
            visitor.open(address)


def waits_while_read(site, say) -> tuple[list[list[float]], list[list[float]]]:
    """In turns: a second in which nothing happens, and one that begins with a publication."""
    waits, stopped, number = [], threading.Event(), count()

    def reader():
        visitor = site.visitor()
        while not stopped.is_set():
            started = time.monotonic()
            visitor.open(PAGES[next(number) % len(PAGES)])
            waits.append((started, time.monotonic() - started))

    def of_the_second_from(begun) -> list[float]:
        time.sleep(max(0.0, begun + SECONDS - time.monotonic()))
        return [wait for at, wait in list(waits) if begun <= at < begun + 1]

    readers = [threading.Thread(target=reader) for _ in range(READERS)]
    for thread in readers:
        thread.start()
    calm, busy = [], []
    for _ in range(TIMES):
        say("a story that waits")
        time.sleep(0.3)
        calm.append(of_the_second_from(time.monotonic()))
        begun = time.monotonic()
        say("publish it")
        busy.append(of_the_second_from(begun))
    stopped.set()
    for thread in readers:
        thread.join()
    return calm, busy


if __name__ == "__main__":
    main()
