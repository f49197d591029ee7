"""Finds where a story and its entry in the desk's search do not fit together, and lets the story decide.

For what the release before the search may have done to a story while both were running, and for whoever repairs rows by hand.
"""

from django.db import transaction

from coproduction_site.search import index
from coproduction_site.search.models import Audience, SearchEntry
from stories.models.search_entries import KIND, entry_of, is_found
from stories.models.story import Story

BATCH = 2_000
READ_FOR_IT = ("pk", "state", "held_at", "reference", "title", "public_title")


def put_right() -> int:
    """How many entries did not fit. Safe to repeat, and to run on several hosts."""
    newest = max(_last(Story.objects, "pk"), _last(_entries(), "number"))
    changed = sum(_put_right(first, first + BATCH) for first in range(0, newest + 1, BATCH))
    index.tidy()
    return changed


def _put_right(first: int, end: int) -> int:
    """Only what differs is looked at again, under the lock that every verb takes."""
    stories = Story.objects.filter(pk__gte=first, pk__lt=end).only(*READ_FOR_IT)
    there = dict(_entries().filter(number__gte=first, number__lt=end).values_list("number", "tokens"))
    right = {story.pk: entry_of(story).tokens for story in stories if is_found(story)}
    wrong = {pk for pk in right.keys() | there.keys() if right.get(pk) != there.get(pk)}
    if wrong:
        _write_anew(wrong)
    return len(wrong)


@transaction.atomic
def _write_anew(numbers: set[int]) -> None:
    stories = Story.objects.filter(pk__in=numbers).select_for_update().order_by("pk")
    found = [story for story in stories.only(*READ_FOR_IT) if is_found(story)]
    SearchEntry.objects.put([entry_of(story) for story in found])
    SearchEntry.objects.take_out(KIND, numbers - {story.pk for story in found})


def _entries():
    return SearchEntry.objects.filter(audience=Audience.DESK, kind=KIND)


def _last(rows, name: str) -> int:
    return rows.order_by(f"-{name}").values_list(name, flat=True).first() or 0
