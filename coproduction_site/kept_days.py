"""How long what has ended is kept, to the day: what people read on their page is what the worker does."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta

from django.utils import timezone


def last_day(ended_at: datetime, days: int) -> date:
    """On which it can be brought back, until midnight. It is erased after that."""
    return timezone.localdate(ended_at) + timedelta(days=days)


def kept_since(days: int) -> datetime:
    """What ended before this moment is past its last day."""
    day = timezone.localdate() - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.min))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day if it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
