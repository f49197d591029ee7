"""Finds where what is public and its entries do not fit together, and lets what is public decide.

For a site that had no public search before, for rows that somebody repaired by hand, and for what stands in code.
"""

from django.db import transaction

from coproduction_site.cache import revision
from coproduction_site.search import index
from coproduction_site.search.following import entry_of, write
from coproduction_site.search.kinds import Entry, SearchKind, kinds
from coproduction_site.search.models import SearchEntry

BATCH = 500
COMPARED = ("tokens", "address", "title", "shown", "other_names", "lang")


def put_right() -> int:
    """How many entries did not fit to what is public. Safe to repeat, and to run on several hosts."""
    changed = write_fixed()
    changed += sum(_put_all_right(kind) for kind in kinds().values() if kind.rows)
    if changed:
        revision.move()
    index.tidy()
    return changed


def write_fixed() -> int:
    """What stands in code, as it is in this release, and no kind that it does not have any more."""
    changed = SearchEntry.objects.take_out_other_kinds(kinds())
    return changed + sum(_write_fixed(kind, kind.fixed()) for kind in kinds().values() if kind.fixed)


def _write_fixed(kind: SearchKind, found: list[Entry]) -> int:
    right = {
        number: SearchEntry.public(kind.name, number, entry) for number, entry in enumerate(found, 1)
    }
    there = {entry.number: _compared(entry) for entry in _entries(kind)}
    new = [entry for number, entry in right.items() if there.get(number) != _compared(entry)]
    if new:
        SearchEntry.objects.put(new)
    return len(new) + _entries(kind).exclude(number__in=right).delete()[0]


def _put_all_right(kind: SearchKind) -> int:
    newest = max(_last(kind.rows(), "pk"), _last(_entries(kind), "number"))
    return sum(_put_batch_right(kind, first) for first in range(0, newest + 1, BATCH))


def _put_batch_right(kind: SearchKind, first: int) -> int:
    """Only what differs is looked at again, under locks."""
    right = {row.pk: _compared(entry_of(kind, row)) for row in _between(kind.rows(), "pk", first)}
    there = {entry.number: _compared(entry) for entry in _between(_entries(kind), "number", first)}
    wrong = {number for number in right.keys() | there.keys() if right.get(number) != there.get(number)}
    if wrong:
        with transaction.atomic():
            locked = kind.model._base_manager.filter(pk__in=wrong).select_for_update().order_by("pk")
            list(locked.values_list("pk", flat=True))
            write(kind, wrong)
    return len(wrong)


def _entries(kind: SearchKind):
    return SearchEntry.objects.for_everybody().filter(kind=kind.name)


def _between(rows, name: str, first: int):
    return rows.filter(**{f"{name}__gte": first, f"{name}__lt": first + BATCH})


def _compared(entry: SearchEntry) -> tuple:
    return tuple(getattr(entry, name) for name in COMPARED)


def _last(rows, name: str) -> int:
    return rows.order_by(f"-{name}").values_list(name, flat=True).first() or 0
