"""What a first visit to every page weighs, and what it asks: `python -m tests.benchmarks.page_weights`.

Everything that goes over the wire is counted: the page as it is packed at first, each file that a browser fetches unasked,
all headers. Goals: one flight of TCP, 14.48 kB; at most 4 requests; at most 5 queries, what all pages share being there.
A second page is what is left when the browser has the files.
"""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
MOST_QUERIES = 5


def main():
    django.setup()
    from django.test.runner import DiscoverRunner

    from tests.support import first_visit

    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        addresses = addresses_of_a_full_site()
        print(f"style sheet, with its headers: {first_visit.weight_of_file('css/site.css'):,}\n")
        print(f"{'page':<52}{'second page':>12}{'first visit':>12}{'requests':>9}{'queries':>9}")
        for address in addresses:
            show(address)
    finally:
        runner.teardown_databases(databases)


def show(address) -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests.support.first_visit import (
        MOST_REQUESTS,
        ONE_FLIGHT,
        files_of,
        fonts_of,
        weight_of,
        weight_of_file,
    )

    Client().get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = Client().get(address)
    files, page = files_of(answer.content.decode()) | fonts_of(answer), weight_of(answer)
    whole, requests = page + sum(map(weight_of_file, files)), 1 + len(files)
    is_over = whole > ONE_FLIGHT or requests > MOST_REQUESTS or len(queries) > MOST_QUERIES
    print(f"{address:<52}{page:>12,}{whole:>12,}{requests:>9}{len(queries):>9}{' !' if is_over else ''}")


def addresses_of_a_full_site() -> list[str]:
    from django.core.management import call_command
    from django.test import Client
    from django.urls import resolve

    from tests.support import factories, walk

    call_command("load_content", verbosity=0)
    for _ in range(30):
        factories.make_published_story(happened="We planned it together. " * 40)
    pages = walk.pages_of(walk.every_address(Client()))
    shown = sorted(address for address in pages if "?" not in address)
    stories = [address for address in shown if resolve(address).view_name == "stories:detail"]
    return [address for address in shown if address not in stories[1:]]


if __name__ == "__main__":
    main()
