"""What every page weighs and how many queries it costs: `python -m tests.benchmarks.page_weights`.

Goals: a first visit (page and style sheet) fits one flight of TCP, 14.6 kB packed; at most 6 queries.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import brotli
import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
ONE_FLIGHT = 14_600
MOST_QUERIES = 6


def main():
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.runner import DiscoverRunner
    from django.test.utils import CaptureQueriesContext

    sheet = style_sheet()
    runner = DiscoverRunner(verbosity=0, interactive=False)
    runner.setup_test_environment()
    databases = runner.setup_databases()
    try:
        addresses = addresses_of_a_full_site()
        print(f"style sheet: {len(sheet):,} bytes, packed {packed(sheet):,}\n")
        print(f"{'page':<52}{'bytes':>9}{'packed':>8}{'+ sheet':>9}{'queries':>9}")
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                body = Client().get(address).content
            first_visit = packed(body) + packed(sheet)
            mark = " !" if first_visit > ONE_FLIGHT or len(queries) > MOST_QUERIES else ""
            print(
                f"{address:<52}{len(body):>9,}{packed(body):>8,}{first_visit:>9,}{len(queries):>9}{mark}"
            )
    finally:
        runner.teardown_databases(databases)


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


def style_sheet() -> bytes:
    """As a visitor gets it: joined and hashed by collectstatic."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"],
            env={"PATH": os.environ["PATH"], "DATA_DIR": folder},
            check=True,
        )
        (sheet,) = Path(folder, "static", "css").glob("site.????????????.css")
        return sheet.read_bytes()


def packed(text: bytes) -> int:
    return len(brotli.compress(text))


if __name__ == "__main__":
    main()
