"""What everybody can search: each app names its kinds in the modules that `settings.SEARCH_KINDS` lists, in their order.

A public page whose table is in no kind fails a test (tests/coproduction_site/search/test_kinds.py).
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.html import strip_tags
from django.utils.module_loading import import_string

ENGLISH = "en-GB"
_BLOCKS = re.compile(r"<(?=/?(?:blockquote|br|h\d|li|p|t[dhr])\b)")


def plain(html: str) -> str:
    """The words of rich text, with a space where a paragraph ends."""
    return " ".join(unescape(strip_tags(_BLOCKS.sub(" <", html))).split())


@dataclass(frozen=True)
class Entry:
    """One thing as it is found. `shown` is what a result may quote; it is found by `also` too, which is never quoted.

    `other_names` are names that it had, or has as well: each leads to it from A–Z.
    """

    title: str
    address: str
    shown: str
    also: str = ""
    other_names: tuple[str, ...] = ()
    lang: str = ENGLISH


@dataclass(frozen=True)
class SearchKind:
    """`rows` are what everybody may open now, and no others are ever found.

    `numbers_of` says which rows change with a row of `model` or of `also`, such as the name of a term. A kind of which there may
    be thousands, or that says again what another one says, `is_numerous`, stands behind the others where the title does not
    decide, and not in A–Z. What stands in code and in no table is `fixed`.
    """

    name: str
    label: str
    plural: str
    model: type[Model] | None = None
    rows: Callable[[], QuerySet] | None = None
    entry: Callable[[Model], Entry] | None = None
    also: tuple[type[Model], ...] = ()
    numbers_of: Callable[[Model], Iterable[int]] = field(default=lambda row: [row.pk])
    is_numerous: bool = False
    fixed: Callable[[], list[Entry]] | None = None
    together_with: str = ""

    @property
    def filtered_as(self) -> str:
        """The name of the kind under which a reader chooses it."""
        return self.together_with or self.name


@cache
def kinds() -> dict[str, SearchKind]:
    found = [kind for path in settings.SEARCH_KINDS for kind in import_string(path)]
    return {kind.name: kind for kind in found}
