"""How long is kept what people gave us: what they need for 14 days after the day, who they were for 60."""

from django.db import transaction
from django.db.models import F

from coproduction_site.kept_days import kept_since
from pages.booking import actions, letters
from pages.booking.models import NEEDS_KEPT_DAYS, AccessNeed, Booking, BookingCount, BookingState
from pages.events.models import Event

COUNTED_AS = {BookingState.BOOKED: "came", BookingState.CANCELLED: "cancelled"}


def erase_old() -> int:
    """How many needs and bookings went. Counts stay."""
    needs = AccessNeed.objects.filter(booking__event__ends_at__lt=kept_since(NEEDS_KEPT_DAYS))
    gone, _ = needs.delete()
    return gone + sum(_count_and_delete(booking) for booking in Booking.objects.long_over())


def erase(booking: Booking) -> bool:
    """Somebody asked for it. A place that they had is free again; no letter goes. False if it is gone already."""
    booking = Booking.objects.filter(pk=booking.pk).first()
    return booking is not None and _leave(booking)


@transaction.atomic
def _leave(booking) -> bool:
    actions.leave(booking)
    return _count_and_delete(booking)


@transaction.atomic
def _count_and_delete(booking) -> bool:
    letters.forget(booking)
    state = Booking.objects.filter(pk=booking.pk).values_list("state", flat=True).first()
    if not Booking.objects.filter(pk=booking.pk).delete()[0]:
        return False
    column = COUNTED_AS.get(state, "waited")
    BookingCount.objects.get_or_create(event_id=booking.event_id)
    BookingCount.objects.filter(event_id=booking.event_id).update(**{column: F(column) + 1})
    return True


def counts(event: Event) -> dict[str, int]:
    """Those of today and those that nobody knows any more, together."""
    kept = BookingCount.objects.filter(event=event).first() or BookingCount()
    states = list(event.bookings.values_list("state", flat=True))
    found = {name: getattr(kept, name) for name in ("came", "waited", "cancelled")}
    for state in states:
        found[COUNTED_AS.get(state, "waited")] += 1
    return found
