"""How the public search follows what is public, in the transaction of each change.

`cache.revision` calls `follow` for every row that it hears of. A verb that changes such rows by UPDATE calls `write`.
"""

from coproduction_site.search.kinds import SearchKind, kinds
from coproduction_site.search.models import SearchEntry


def follow(changed: type, row) -> None:
    """`changed` is the table that was written: that of the row, or one that links rows."""
    for kind in kinds().values():
        if changed is kind.model or changed in kind.also:
            write(kind, kind.numbers_of(row))


def write(kind: SearchKind, numbers) -> None:
    """What may be opened now has its entry, and what may not has none."""
    numbers = set(numbers)
    if numbers:
        _put(kind, kind.rows().filter(pk__in=numbers), numbers)


def _put(kind: SearchKind, rows, numbers: set[int]) -> None:
    entries = [entry_of(kind, row) for row in rows]
    if entries:
        SearchEntry.objects.put(entries)
    gone = numbers - {entry.number for entry in entries}
    if gone:
        SearchEntry.objects.for_everybody().filter(kind=kind.name, number__in=gone).delete()


def entry_of(kind: SearchKind, row) -> SearchEntry:
    return SearchEntry.public(kind.name, row.pk, kind.entry(row), kind.is_numerous)
