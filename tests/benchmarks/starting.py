"""Memory of each worker after some load, and the time to the first answer: `python -m tests.benchmarks.starting`.

Goals: at most 60 MB (PSS) for each worker, at most 1 s to the first answer.
"""

import time

from tests.benchmarks import served

REQUESTS = 400
READ = ("/", "/ladder/", "/partners/", "/stories/", "/stories/share/who/", "/accounts/login/")


def main():
    print(f"{'':<16}{'s to answer':>12}{'PSS a worker, MB':>18}")
    with served.bare() as bare:
        report("bare callable", bare, "/")
    with served.site() as site:
        report("the site", site, *READ)


def report(name, site, *paths) -> None:
    site.stop()
    started = time.monotonic()
    site.start()
    seconds = time.monotonic() - started
    visitor = site.visitor()
    for number in range(REQUESTS):
        visitor.open(paths[number % len(paths)])
    memory = max(served.share_of_memory(worker) for worker in site.workers())
    print(f"{name:<16}{seconds:>12.1f}{memory:>18.0f}")


if __name__ == "__main__":
    main()
