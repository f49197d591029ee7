"""On which days letters with news are due, and of which time each tells.

A letter tells of the time from one such day to the next, so that nothing is told twice and nothing is left out,
whatever clocks do in between, and whoever changes how often they come.
"""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.utils import timezone

THURSDAY = 3
MORNING = time(7)  # What is public by then is told, from eight on. What was taken back by then is not.


class Often(models.TextChoices):
    WEEKLY = "weekly", "Once a week, on Thursday"
    MONTHLY = "monthly", "Once a month, on the first Thursday"


def newest_day(often: str, today: date) -> date:
    """Of today and the days before it, the last one on which letters were due."""
    if often == Often.WEEKLY:
        return today - timedelta(days=(today.weekday() - THURSDAY) % 7)
    of_this_month = _first_thursday(today)
    if of_this_month <= today:
        return of_this_month
    return _first_thursday(today.replace(day=1) - timedelta(days=1))


def moment_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, MORNING))


def _first_thursday(day: date) -> date:
    first = day.replace(day=1)
    return first + timedelta(days=(THURSDAY - first.weekday()) % 7)
