"""Memory of each worker after some load, and the time to the first answer: `python -m tests.benchmarks.starting`.

Every page that a visitor can open is read, the template to fill in as well. Goals: at most 55 MB (PSS) for each
worker, at most 0.8 s to the first answer.
"""

import time

from tests.benchmarks import served

REQUESTS = 400
READ = (
    *("/", "/ladder/", "/ladder/co-production/", "/ladder/methods/", "/partners/", "/charter/"),
    *("/charter/signed/", "/charter/status/", "/charter/children/", "/what-is-co-production/"),
    *("/stories/", "/stories/feed/", "/stories/you-said-we-did/", "/stories/local-offer/"),
    *("/stories/share/", "/stories/share/who/", "/stories/share/template.docx", "/sitemap-pages.xml"),
    *("/open-referral/", "/accounts/login/"),
)


def main():
    print(served.load())
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
