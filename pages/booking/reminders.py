"""A letter seven days before, and one the day before: each once for a day, by day, to those who have a place."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.workflow import one_winner
from pages.booking import letters, places
from pages.booking.daytime import is_day
from pages.booking.models import BookingState
from pages.events.models import Event

WEEK, DAY = 7, 1


def send_due() -> int:
    """How many. Days are counted as the calendar on a wall counts them, whatever the clocks do in between."""
    now = timezone.now()
    if not is_day(now):
        return 0
    last = timezone.localdate(now) + timedelta(days=WEEK + 1)
    soon = Event.objects.filter(state=Event.State.ON, starts_at__gt=now, starts_at__lt=_midnight(last))
    return sum(_remind(event, timezone.localdate(now)) for event in soon)


def _remind(event, today) -> int:
    """What a worker missed is sent later, but never a week's letter on the last day."""
    if (event.day - today).days <= DAY:
        return _send(event, DAY, "day_letter_for", letters.day_before)
    return _send(event, WEEK, "week_letter_for", letters.week_before)


def _send(event, days, column, write) -> int:
    """Who got the place since then was told about it then."""
    had_it = Q(placed_at__lt=_midnight(event.day - timedelta(days=days)))
    due = event.bookings.filter(had_it & _due(event, column)).select_related("event")
    return sum(_send_one(booking, column, write) for booking in due.order_by("pk"))


def _due(event, column) -> Q:
    return Q(state=BookingState.BOOKED) & ~Q(**{column: event.day})


@transaction.atomic
def _send_one(booking, column, write) -> bool:
    event = places.locked(booking.event_id)
    if event.is_cancelled or event.day != booking.event.day:
        return False
    sent = one_winner.wins(booking, _due(event, column), **{column: event.day})
    if sent:
        at_no_cost(write, booking)
    return sent


def _midnight(day) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
