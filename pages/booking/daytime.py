"""Hours in which somebody may be expected to read a letter: from eight to eight, as clocks here show it."""

from datetime import UTC, datetime, time, timedelta

from django.utils import timezone

MORNING, EVENING = time(8), time(20)


def is_day(moment: datetime) -> bool:
    return MORNING <= timezone.localtime(moment).time() < EVENING


def after_hours_of_day(moment: datetime, hours: int) -> datetime:
    """When so many hours of daytime have passed. Clocks change at night, so no hour of day is lost or counted twice."""
    left, day = timedelta(hours=hours), timezone.localdate(moment)
    while True:
        begins, ends = max(moment, _at(day, MORNING)), _at(day, EVENING)
        if begins + left <= ends:
            return begins + left
        left -= max(ends - begins, timedelta())
        day += timedelta(days=1)


def _at(day, hour) -> datetime:
    """In UTC, so that what is added to it are hours that pass."""
    return timezone.make_aware(datetime.combine(day, hour)).astimezone(UTC)
