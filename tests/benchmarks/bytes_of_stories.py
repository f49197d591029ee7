"""Bytes on disk for each story, with all that hangs on it: `python -m tests.benchmarks.bytes_of_stories [STORIES …]`.

By default 1,000 and 100,000. On PostgreSQL: `python -m tests.tools.postgresql python -m tests.benchmarks.bytes_of_stories`.
The stories are those of tests.support.growth: without pictures, seven of eight published.
"""

import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
STORIES = [int(size) for size in sys.argv[1:]] or [1_000, 100_000]


def main():
    django.setup()
    fewest, most = (size_with(stories) for stories in STORIES)
    bytes_each = (most - fewest) / (STORIES[1] - STORIES[0])
    print(f"{bytes_each:,.0f} bytes a story, from {STORIES[0]:,} to {STORIES[1]:,} stories")


def size_with(stories: int) -> int:
    from django.db import connection
    from django.test.runner import DiscoverRunner

    from tests.support import growth

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        growth.fill(stories)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SELECT pg_database_size(current_database())")
                return cursor.fetchone()[0]
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(connection.settings_dict["NAME"]).stat().st_size
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
