"""What stands beside the link to a sheet. It is made once for that, and again only when it would look different."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from coproduction_site.cache import revision
from coproduction_site.cache.remembered import kept
from coproduction_site.paper.making import NotDrawn, NotMade, made
from coproduction_site.paper.sheets import Sheet

REMEMBERED_FOR = 90 * 24 * 60 * 60  # Seconds.
A_PAGE = re.compile(rb"/Type\s*/Page\b")


@dataclass(frozen=True)
class Facts:
    """None of a number: nobody knows it just now."""

    can_be_made: bool
    pages: int | None = None
    size: int | None = None
    day: date | None = None


def facts_of(sheet: Sheet) -> Facts:
    can_be_made, pages, size = kept.get(("paper", sheet.name, sheet.digest), lambda: _looked_up(sheet))
    return Facts(can_be_made, pages, size, kept.get(("paper", "day"), revision.day))


def _looked_up(sheet) -> tuple:
    """Shared by all processes, so that each set of words goes through the press once for this."""
    key = f"paper:{sheet.name}:{sheet.digest}"
    known = cache.get(key)
    if known is None:
        try:
            file = made(sheet)
        except NotDrawn:
            known = (False, None, None)
        except NotMade:
            return True, None, None
        else:
            known = (True, len(A_PAGE.findall(file)), len(file))
        cache.set(key, known, REMEMBERED_FOR)
    return tuple(known)
