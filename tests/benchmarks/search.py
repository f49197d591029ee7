"""What a search costs as the site grows: `python -m tests.benchmarks.search [ENTRIES …]`, by default 10000 100000.

Prints the milliseconds (of the clock) of what the page of results asks of the search: the middle, and that which 95 of a hundred stay
under. Goals: with 10,000 entries p95 at most 100 ms, with 100,000 at most three times as much. With DATABASE_URL, or after
`python -m tests.tools.postgresql`, it measures PostgreSQL.
"""

import os
import random
import sys
from statistics import quantiles
from time import perf_counter

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
ENTRIES = [int(size) for size in sys.argv[1:]] or [10_000, 100_000]
ROUNDS, WORDS_IN_A_TEXT, KNOWN_WORDS, BATCH = 20, 150, 20_000, 1_000
QUERIES = [
    *("common", "common often", "often seldom", "seldom", "rare17", "common rare17", "nowhere"),
    *("commn", "seldon", "common often seldom nowhere", "a b c d e f g h i j k l", "the common"),
]


def main() -> None:
    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        measure_each()
    finally:
        teardown_databases(databases, verbosity=0)


def measure_each() -> None:
    from coproduction_site.search import spelling

    there = 0
    for size in ENTRIES:
        fill(there, size)
        there = size
        began = perf_counter()
        spelling.build()
        print(f"{size:,} entries; the words to spell by were built in {perf_counter() - began:.1f} s")
        taken = [one for query in QUERIES for one in measured(query)]
        cut = quantiles(taken, n=100)
        print(f"  all: middle {cut[49]:.1f} ms, p95 {cut[94]:.1f} ms")


def fill(first: int, end: int) -> None:
    """A hundredth of them are pages, all others stories; each holds some words out of twenty thousand."""
    from coproduction_site.models import SearchEntry
    from coproduction_site.search.kinds import Entry

    chance = random.Random(first)  # noqa: S311 - the same words each time.
    for batch in range(first, end, BATCH):
        rows = []
        for number in range(batch + 1, batch + BATCH + 1):
            text, is_page = text_of(chance, number), number % 100 == 0
            entry = Entry(title=f"{text.split()[0]} {number}", address=f"/{number}/", shown=text)
            kind = "page" if is_page else "story"
            rows.append(SearchEntry.public(kind, number, entry, is_numerous=not is_page))
        SearchEntry.objects.put(rows)
    settle()


def text_of(chance, number: int) -> str:
    words = [f"word{int(KNOWN_WORDS * chance.random() ** 3)}" for _ in range(WORDS_IN_A_TEXT)]
    words[chance.randrange(len(words))] = "common"
    words += ["often"] * (number % 5 == 0) + ["seldom"] * (number % 100 == 0)
    return " ".join([*words, f"rare{number % 1_000}"])


def settle() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def measured(query: str) -> list[float]:
    taken = []
    for _ in range(ROUNDS):
        began = perf_counter()
        ask(query)
        taken.append(1_000 * (perf_counter() - began))
    print(f"  {query:32} {sorted(taken)[len(taken) // 2]:8.1f} ms")
    return taken


def ask(text: str) -> None:
    from coproduction_site.search import results, spelling
    from coproduction_site.search.queries import understood

    query = understood(text)
    found = results.search(query)
    results.shown(found.ids[:20], query)
    if len(found.ids) < results.TOO_FEW:
        spelling.suggestion(query)


if __name__ == "__main__":
    main()
