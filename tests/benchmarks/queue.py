"""The moderators' desk as stories become many: `python -m tests.benchmarks.queue`.

Prints, for the first screen, the queue and each filter, the queries and the milliseconds of one page (of CPU on
SQLite, of the clock elsewhere), and how many times longer it takes than with the fewest stories. Goal: the same queries, and at most 1.3 times 1 000 stories. With
DATABASE_URL (or `python -m tests.tools.postgresql python -m tests.benchmarks.queue`) it measures PostgreSQL.
"""

import os
import sys
import time
from datetime import timedelta
from statistics import median

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
STORIES = [int(size) for size in sys.argv[1:]] or [10, 1_000, 100_000]
ROUNDS, BATCH, HOST = 3, 2_000, {"host": "localhost"}
QUEUE = "/admin/stories/story/"
FLAGS = ("unsafe", "under_13", "answered", "agreed", "not_agreed", "second", "not_public", "no_email")
PAGES = {
    "first screen": "/admin/",
    "queue": QUEUE,
    "queue, page 2": f"{QUEUE}?p=2",
    **{f"flag {name}": f"{QUEUE}?flag={name}" for name in (*FLAGS, "language", "photos")},
    **{f"reader {name}": f"{QUEUE}?reader={name}" for name in ("me", "nobody", "colleague")},
    **{
        f"state {name}": f"{QUEUE}?state={name}" for name in ("published", "spam", "consent_ends", "all")
    },
    "channel paper": f"{QUEUE}?channel=paper",
    "rung": f"{QUEUE}?rung__id__exact={{rung}}",
    "partner": f"{QUEUE}?partners__id__exact={{partner}}",
    "search, a word": f"{QUEUE}?q=park",
    "search, a reference": f"{QUEUE}?q={{reference}}",
}


def main():
    django.setup()
    from django.conf import settings
    from django.test.runner import DiscoverRunner

    settings.REQUIRE_STAFF_MFA = False
    runner = DiscoverRunner(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        measured, have, people = [], 0, make_people()
        for size in STORIES:
            add_stories(have, size, people)
            have = size
            measured.append(measure(people))
        report(measured)
    finally:
        runner.teardown_databases(databases)


def make_people() -> dict:
    from django.core.management import call_command

    from ladder.models import Rung
    from partners.models import Partner
    from tests.support import factories

    call_command("load_content", verbosity=0)
    return {
        "me": factories.make_user("Moderators", "Safeguarding leads"),
        "colleague": factories.make_moderator(),
        "rungs": list(Rung.objects.all()),
        "partners": list(Partner.objects.all()[:3]),
    }


def add_stories(first, last, people) -> None:
    """Half of them wait, as no desk should let them; each rare thing is true of one in a hundred."""
    from django.db import connection

    from stories.models import Photo, Story

    for start in range(first, last, BATCH):
        numbers = range(start, min(start + BATCH, last))
        made = Story.objects.bulk_create(one(number, people) for number in numbers)
        for partner in people["partners"]:
            link = Story.partners.through
            link.objects.bulk_create(
                link(story_id=story.pk, partner_id=partner.pk) for story in made[:: 3 + partner.pk]
            )
        Photo.objects.bulk_create(
            Photo(story=story, position=1, file="a.jpg", width=1, height=1) for story in made[::50]
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def one(number, people):
    from django.utils import timezone

    from stories.models import Story

    now, rare = timezone.now(), number % 100
    is_public, sent = number % 2 == 1, now - timedelta(minutes=number)
    words = dict.fromkeys(("happened", "public_happened"), "We planned it together. " * 8)
    return Story(
        **words,
        title=f"Story {number} of the park",
        public_title=f"Story {number}",
        teller="parent_carer",
        about_age="under_13" if rare == 2 else "13_15",
        email="" if rare == 4 else f"teller{number}@example.org",
        rung=people["rungs"][number % 7],
        consent_read=True,
        consent_publish=rare != 6,
        consented_at=sent,
        consent_ends_on=(sent + timedelta(days=20 if rare == 8 else 700)).date(),
        submitted_at=sent,
        state="published" if is_public else "waiting",
        slug=f"story-{number}" if is_public else None,
        published_at=sent if is_public else None,
        decided_by=people["colleague"] if is_public else None,
        decided_at=sent if is_public else None,
        criticality=0,
        risk=4 if rare == 10 else number % 3,
        language="ur" if rare == 12 else "",
        channel="paper" if rare == 14 else "web",
        typed_by=people["colleague"] if rare == 14 else None,
        answered_at=now if rare == 16 else None,
        agreed_at=now if rare == 18 else None,
        disagreed_at=now if rare == 20 else None,
        approved_by=people["colleague"] if rare == 22 else None,
        approved_at=now if rare == 22 else None,
        spam_reason="It sells something." if rare == 24 else "",
        claimed_by={26: people["me"], 28: people["colleague"]}.get(rare),
    )


def measure(people) -> dict[str, tuple[int, float]]:
    """Queries and milliseconds of each page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from stories.models import Story

    client = Client(headers=HOST)
    client.force_login(people["me"])
    last = Story.objects.order_by("pk").last()
    gaps = {"rung": last.rung_id, "partner": people["partners"][0].pk, "reference": last.reference}
    found = {}
    for name, address in PAGES.items():
        client.get(address.format(**gaps))
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address.format(**gaps))
        assert answer.status_code == 200, (name, answer.status_code)
        found[name] = len(asked), median(time_of(client, address.format(**gaps)) for _ in range(ROUNDS))
    return found


def time_of(client, address) -> float:
    """SQLite works in this process; the time of another server's is not ours to count."""
    from django.db import connection

    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    started = clock()
    client.get(address)
    return (clock() - started) * 1000


def report(measured) -> None:
    from django.db import connection

    print(f"{connection.vendor}; queries, milliseconds, times the first")
    print(f"{'':<22}" + "".join(f"{size:>20,} stories" for size in STORIES))
    for name in PAGES:
        first = measured[0][name][1]
        cells = [
            f"{asked:>12}{ms:>9.1f}{ms / first:>6.1f} ×" for asked, ms in (m[name] for m in measured)
        ]
        print(f"{name:<22}" + "".join(f"{cell:>28}" for cell in cells))


if __name__ == "__main__":
    main()
