"""CPU and queries of pages that are not kept: `python -m tests.benchmarks.uncached_page`.

Goals: at most 4 ms of CPU and 6 queries a page, however many stories there are. The anchor is the smallest
answer that goes through the same middleware.
"""

import os
import time
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
REQUESTS, ROUNDS, STORIES = 20, 3, (10, 1_000)
ADDRESSES = (
    "/healthz",
    "/",
    "/ladder/",
    "/partners/",
    "/charter/",
    "/stories/",
    "/stories/share/who/",
)


def main():
    django.setup()
    from django.core.management import call_command
    from django.test.runner import DiscoverRunner

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        call_command("load_content", verbosity=0)
        have = 0
        for stories in STORIES:
            add_stories(stories - have)
            have = stories
            report(stories)
    finally:
        runner.teardown_databases(databases)


def add_stories(number) -> None:
    from django.db import transaction

    from tests.support import factories

    with transaction.atomic():
        for _ in range(number):
            factories.make_published_story(happened="We planned it together. " * 40)


def report(stories) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "localhost"})
    print(f"\n{stories} stories{'':<20}{'ms of CPU':>10}{'× smallest':>12}{'queries':>9}")
    smallest = None
    for address in ADDRESSES:
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        asked = len(queries)
        milliseconds = median(cpu_of(client, address) for _ in range(ROUNDS))
        smallest = smallest or milliseconds
        print(f"{address:<27}{milliseconds:>10.2f}{milliseconds / smallest:>12.1f}{asked:>9}")


def cpu_of(client, address) -> float:
    started = time.process_time()
    for _ in range(REQUESTS):
        client.get(address)
    return (time.process_time() - started) / REQUESTS * 1000


if __name__ == "__main__":
    main()
