"""What a year is, for everything that is told by year."""

from datetime import datetime

from django.utils import timezone


def span(year: int) -> tuple[datetime, datetime]:
    """From the first moment of the year to the first of the next."""
    return timezone.make_aware(datetime(year, 1, 1)), timezone.make_aware(datetime(year + 1, 1, 1))
