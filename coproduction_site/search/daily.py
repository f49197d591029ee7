"""What the worker does for the public search once a day."""

from coproduction_site.search import put_right, spelling
from coproduction_site.search.misses import SearchMiss


def daily() -> dict[str, int]:
    return {
        "entries put right": put_right.put_right(),
        "words that came or went": spelling.build(),
        "misses forgotten": SearchMiss.objects.forget_old(),
    }
