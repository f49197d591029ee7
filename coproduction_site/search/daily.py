"""What the worker does for the public search once a day (see `settings.WORKER_TASKS`)."""

from coproduction_site.operations.jobs import Task
from coproduction_site.search import put_right, spelling
from coproduction_site.search.misses import SearchMiss


def daily() -> dict[str, int]:
    return {
        "entries put right": put_right.put_right(),
        "words that came or went": spelling.build(),
        "misses forgotten": SearchMiss.objects.forget_old(),
    }


TASKS = [Task("the search of everybody put right", daily, is_daily=True)]
