"""What the site holds about people, table by table: how it is found, handed out and erased.

Each app names its tables in the modules that `settings.RIGHTS_SOURCES` lists. A table that holds an e-mail address and
is not named there fails a test.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

MOST = 50


def no_reason(row, reader) -> str:
    return ""


def nothing_to_note(row, by) -> None:
    """Most tables have no history of their own."""


@dataclass(frozen=True)
class Source:
    """One table. `columns` are those with addresses in them, such as "stories.Story.email".

    `find` takes what somebody typed and who asks: rows that they may not know of are not found. `line` says which row
    it is, without a word that anybody wrote. `refuses` is the sentence that stands where a row is neither handed out
    nor erased here. `erase` says whether the row was still there. What `has_key` is erased again after a way back to an
    older copy.
    """

    name: str
    label: str
    model: type[Model]
    columns: frozenset[str]
    find: Callable[[str, Model], QuerySet]
    line: Callable[[Model], str]
    everything: Callable[[Model], dict]
    erase: Callable[[Model], bool]
    refuses: Callable[[Model, Model], str] = no_reason
    has_key: bool = True
    note_handed_out: Callable[[Model, Model], None] = nothing_to_note

    def rows(self, text, reader) -> list[Model]:
        return list(self.find(text, reader).order_by("pk")[: MOST + 1])

    def key_of(self, row) -> str:
        return f"{self.name}:{row.pk}"


def sources() -> list[Source]:
    return [source for path in settings.RIGHTS_SOURCES for source in import_string(path)]


def is_address(text: str) -> bool:
    return "@" in text


def by_address(model, *names):
    """Finds rows by their `email`, and by a part of these other columns if no address was typed."""

    def find(text, reader):
        if is_address(text):
            return model.objects.filter(email__iexact=text)
        named = Q(pk__in=[])
        for name in names:
            named |= Q(**{f"{name}__icontains": text})
        return model.objects.filter(named)

    return find


def day(moment) -> str:
    return f"{timezone.localtime(moment):%-d %B %Y}"


def erase_row(row) -> bool:
    """A row that nothing else hangs on. Of two people one erases it."""
    return bool(type(row).objects.filter(pk=row.pk).delete()[0])
