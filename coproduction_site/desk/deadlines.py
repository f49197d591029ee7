"""How long something has waited, against what we promised: a word first, a colour second."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil

from django.utils import timezone

SOON = 0.6


@dataclass(frozen=True)
class Light:
    days: int
    word: str
    colour: str

    @property
    def age(self) -> str:
        if self.days < 0:
            return "tomorrow" if self.days == -1 else f"in {-self.days} days"
        return {0: "today", 1: "1 day"}.get(self.days, f"{self.days} days")


def light(since, promised_days: int) -> Light:
    """Whole calendar days; “soon” begins when three fifths of the promise are used up."""
    days = max((timezone.localdate() - timezone.localdate(since)).days, 0)
    if days > promised_days:
        return Light(days, "Late", "late")
    if days >= promised_days * SOON:
        return Light(days, "Soon", "soon")
    return Light(days, "In good time", "fine")


def late_and_soon(promised_days: int) -> tuple[datetime, datetime]:
    """What began before the first moment is late, before the second “soon”: where `light` draws its lines, for a query."""
    return _midnight(promised_days), _midnight(ceil(promised_days * SOON) - 1)


def _midnight(days_ago: int) -> datetime:
    day = timezone.localdate() - timedelta(days=days_ago)
    return timezone.make_aware(datetime.combine(day, time.min))


def due_day(since, promised_days: int) -> date:
    """The last day on which it is not late."""
    return timezone.localdate(since) + timedelta(days=promised_days)
