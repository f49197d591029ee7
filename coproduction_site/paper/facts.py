"""What stands beside the link to a sheet. It is made once for that, and again only when it would look different."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache

from coproduction_site.cache import revision
from coproduction_site.cache.remembered import kept
from coproduction_site.models import SiteSettings
from coproduction_site.paper.making import NotDrawn, NotMade, made
from coproduction_site.paper.sheets import Sheet

REMEMBERED_FOR = 90 * 24 * 60 * 60  # Seconds.
MOST_SHEETS = 200
A_PAGE = re.compile(rb"/Type\s*/Page\b")

_known: dict[str, tuple] = {}


@dataclass(frozen=True)
class Facts:
    """None of a number: nobody knows it just now."""

    can_be_made: bool
    pages: int | None
    size: int | None
    day: date


def facts_of(sheet: Sheet, site: SiteSettings) -> Facts:
    return Facts(*_looked_up(sheet, site), kept.get(("paper", "day"), revision.day))


def forget() -> None:
    """What this process knows."""
    _known.clear()


def _looked_up(sheet, site) -> tuple:
    """In this process, then in the cache that all share; so each set of words goes through the press once for this."""
    digest = kept.get(("paper", sheet.address), lambda: sheet.digest(site))
    key = f"paper:{sheet.name}:{digest}"
    known = _known.get(key) or cache.get(key)
    if known is None:
        try:
            known = _counted(sheet, site)
        except NotMade:
            return True, None, None
        cache.set(key, known, REMEMBERED_FOR)
    if len(_known) >= MOST_SHEETS:
        forget()
    _known[key] = known
    return known


def _counted(sheet, site) -> tuple:
    try:
        file = made(sheet, site)
    except NotDrawn:
        return False, None, None
    return True, len(A_PAGE.findall(file)), len(file)
