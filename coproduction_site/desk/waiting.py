"""What waits for somebody at the desk, pile by pile: the one list behind the first screen and the daily letter.

Each app says what waits in it, in the modules that `settings.DESK_WAITING` names. To add a pile, write one more `Kind`
there: the screen and the letter both count it. A pile costs one query that reads at most a hundred and one dates,
however much waits.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from coproduction_site.desk.deadlines import Light, light

MOST = 100


@dataclass(frozen=True)
class Kind:
    """`since` is the date that tells how old one of them is; a day that may be ahead has `is_due`.

    What `is_part` is counted in another pile too. What does not ask (`asks`) is no reason to write to anybody.
    """

    label: str
    rows: Callable[..., QuerySet]
    since: str
    page: str
    where: str = ""
    permission: str = ""
    is_due: bool = False
    is_urgent: bool = False
    is_part: bool = False
    asks: bool = True


@dataclass(frozen=True)
class Pile:
    label: str
    count: int
    address: str
    light: Light | None
    kind: Kind

    @property
    def how_many(self) -> str:
        return in_words(self.count)


@dataclass(frozen=True)
class Section:
    """One subject of the desk, for whoever has `permission`; a kind can ask for one more.

    `nothing` is what they read when nobody waits for them. `above` and `below` are templates.
    """

    name: str
    permission: str
    kinds: list[Kind]
    nothing: str
    above: str = ""
    below: str = ""

    def seen_by(self, user) -> list[Kind]:
        if not user.has_perm(self.permission):
            return []
        return [kind for kind in self.kinds if user.has_perm(kind.permission or self.permission)]


@dataclass(frozen=True)
class Waiting:
    """One section as one person finds it."""

    section: Section
    piles: list[Pile]

    @property
    def asks(self) -> bool:
        return any(pile.kind.asks for pile in self.piles)


def sections() -> list[Section]:
    return [section for path in settings.DESK_WAITING for section in import_string(path)]


def waiting_for(user, site) -> list[Waiting]:
    """The sections that this person has to do with, each with the piles that are not empty."""
    return [
        Waiting(section, [pile for pile in piles(kinds, user, site) if pile.count])
        for section in sections()
        if (kinds := section.seen_by(user))
    ]


def piles(kinds, user, site) -> list[Pile]:
    return [_pile(kind, user, site) for kind in kinds]


def in_words(count: int) -> str:
    """Never a whole table: of many it is enough to know that they are many."""
    return f"{MOST}+" if count > MOST else str(count)


def _pile(kind, user, site) -> Pile:
    rows = kind.rows(user).select_related(None).order_by(kind.since).values(kind.since)
    found = rows[: MOST + 1].aggregate(count=Count("*"), oldest=Min(kind.since))
    oldest = _light(found["oldest"], kind, site.reply_promise_days) if found["count"] else None
    return Pile(kind.label, found["count"], f"{reverse(kind.page)}{kind.where}", oldest, kind)


def _light(since, kind, promised_days) -> Light:
    """What is past its day is late, however long ago that was; what ends within weeks is soon.

    What is urgent is red from its first minute.
    """
    if kind.is_urgent:
        return Light((timezone.now() - since).days, "Now", "late")
    if not kind.is_due:
        return light(since, promised_days)
    days = (timezone.localdate() - since).days
    return Light(days, "Late", "late") if days > 0 else Light(days, "Soon", "soon")
