"""What every list costs as stories become many: `python -m tests.benchmarks.growth [STORIES …]`, by default 1000 1000000.

Prints the milliseconds of each page, made anew (of CPU on SQLite, where the database works in this process; of the clock
elsewhere), and how many times longer it takes than with the fewest stories. Goal P6: at most 1.3 times, and no page over
50 ms of CPU. With DATABASE_URL, or after `python -m tests.tools.postgresql`, it measures PostgreSQL.
"""

import os
import sys
import time
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
STORIES = [int(size) for size in sys.argv[1:]] or [1_000, 1_000_000]
ROUNDS, HOST, QUEUE = 5, {"host": "localhost"}, "/admin/stories/story/"
PUBLIC = {
    "home": "/",
    "stories": "/stories/",
    "stories by rung": "/stories/?rung=co-design",
    "stories by a rare age": "/stories/?age=under_13",
    "stories by partner": "/stories/?partner={common}",
    "stories by a rare partner": "/stories/?partner={rare}",
    "stories by a rare theme": "/stories/?theme=theme-3",
    "stories by year": "/stories/?year={year}",
    **{f"stories {name}": f"/stories/?progress={name}" for name in ("unanswered", "answered", "made")},
    "rung and partner": "/stories/?rung=co-design&partner={common}",
    "rare partner and theme": "/stories/?partner={rare}&theme=theme-3",
    "rare age, change made": "/stories/?age=under_13&progress=made",
    "feed": "/stories/feed/",
    "you said, we did": "/stories/you-said-we-did/",
    "you said, as a table": "/stories/you-said-we-did.csv",
    "local offer": "/stories/local-offer/",
    "site map": "/sitemap.xml",
    "site map of stories": "{map}",
    "one story": "{story}",
}
DESK = {
    "desk, first screen": "/admin/",
    "desk, queue": QUEUE,
    **{
        f"desk, {name}": f"{QUEUE}?{name}"
        for name in ("state=all", "state=consent_ends", "flag=no_email")
    },
    **{f"desk, {name}": f"{QUEUE}?{name}" for name in ("flag=answered", "channel=paper", "reader=me")},
    "desk, one story": f"{QUEUE}{{waiting}}/change/",
    "desk, search without a hit": f"{QUEUE}?q=xyzzyberry",
    "desk, search for a reference": f"{QUEUE}?q=n12",
    "desk, search, in all of them": f"{QUEUE}?q=park",
    "desk, search, by one letter": f"{QUEUE}?q=p",
    "desk, search, in one of 100": f"{QUEUE}?q=slide",
    "desk, search, in one of 10,000": f"{QUEUE}?q=swing",
    "desk, search, four words": f"{QUEUE}?q=sto+of+the+slide",
    "desk, search, two that never meet": f"{QUEUE}?q=slide+swing",
    "desk, answers": "/admin/stories/response/",
}


def main():
    django.setup()
    from django.conf import settings

    settings.REQUIRE_STAFF_MFA = False
    wait_as_long_as_it_takes()
    report([measured_with(size) for size in STORIES])


def wait_as_long_as_it_takes() -> None:
    """For a million rows that are made and dropped at once. The site itself gives up after some seconds."""
    from django.db import connection

    if connection.vendor == "postgresql":
        from coproduction_site.postgresql.base import ImpatientConnection

        ImpatientConnection.longest_wait = None
        connection.settings_dict["OPTIONS"]["options"] = ""


def measured_with(size) -> dict[str, float]:
    """On a database of its own."""
    from django.db import transaction
    from django.test.runner import DiscoverRunner

    from coproduction_site.cache.remembered import kept
    from stories.models import figures
    from tests.support import growth

    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    kept.forget()  # It may be of the database before, whose revision has the same number.
    try:
        started = time.monotonic()
        with transaction.atomic():
            people = growth.fill(size)
            figures.add_up()  # As the worker does each day.
            growth.analyze()
        print(f"{size:,} stories filled in {time.monotonic() - started:.0f} s", file=sys.stderr)
        return measure(people)
    finally:
        runner.teardown_databases(databases)


def measure(people) -> dict[str, float]:
    from django.test import Client

    visitor, desk = Client(headers=HOST), Client(headers=HOST)
    desk.force_login(people["me"])
    gaps = what_is_there(people, visitor)
    pages = [(name, visitor, address) for name, address in PUBLIC.items()]
    pages += [(name, desk, address) for name, address in DESK.items()]
    return {name: milliseconds(client, address.format(**gaps)) for name, client, address in pages}


def what_is_there(people, visitor) -> dict:
    from django.utils import timezone

    from stories.models import Publication, Story

    newest = Publication.objects.order_by("-pk").first()
    files = visitor.get("/sitemap.xml").content.decode().split("<loc>")[2:]
    of_stories = [part.partition("</loc>")[0] for part in files if "stories-" in part]
    return {
        "common": people["partners"][0].slug,
        "rare": people["partners"][3].slug,
        "year": timezone.localdate().year,
        "map": "/" + of_stories[len(of_stories) // 2].rpartition("/")[2],
        "story": newest.get_absolute_url(),
        "waiting": Story.objects.waiting().order_by("-pk").first().pk,
    }


def milliseconds(client, address) -> float | None:
    """The median of some; of one that takes very long, the first. None if there is no such page."""
    first = time_of(client, address)
    if first is None or first > 2_000:
        return first
    return median(time_of(client, address) for _ in range(ROUNDS))


def time_of(client, address) -> float | None:
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    started = clock()
    answer = client.get(address)
    b"".join(answer.streaming_content) if answer.streaming else answer.content
    return (clock() - started) * 1000 if answer.status_code == 200 else None


def report(measured) -> None:
    from django.db import connection

    load = ", ".join(f"{share:.1f}" for share in os.getloadavg())
    print(f"{connection.vendor}; load {load}; milliseconds of a page, times the first")
    print(f"{'':<28}" + "".join(f"{size:>13,} stories" for size in STORIES))
    for name in [*PUBLIC, *DESK]:
        print(f"{name:<28}" + "".join(cell(figures[name], measured[0][name]) for figures in measured))


def cell(figure, first) -> str:
    if figure is None or first is None:
        return f"{'–':>21}"
    return f"{figure:>11.1f}{figure / first:>7.1f} × "


if __name__ == "__main__":
    main()
