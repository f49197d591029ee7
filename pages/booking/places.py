"""The places of a day, exactly: whoever takes or frees one has locked the row of the event first.

Each place is taken by one UPDATE that asks for what has to be true still; the database refuses one too many besides.
"""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from coproduction_site.cache import revision
from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.workflow import one_winner
from pages.booking import letters
from pages.booking.daytime import after_hours_of_day
from pages.booking.models import Booking
from pages.events.models import A_FEW, Event

NOTICE = timedelta(hours=72)  # With less, somebody who needs to make ready is asked first.
HOURS_TO_ANSWER = 12


def locked(event_id: int) -> Event:
    """Until the transaction ends. Where rows cannot be locked, the whole transaction is the only one that writes."""
    return Event.objects.select_for_update().get(pk=event_id)


def take(event: Event) -> bool:
    """For somebody new: whoever waits comes first."""
    waits = Booking.objects.waiting().order_by().filter(event=OuterRef("pk"))
    return _take(event, ~Exists(waits))


def free(event: Event) -> None:
    """One place, and then whoever waits longest has it."""
    Event.objects.filter(pk=event.pk, taken__gt=0).update(taken=F("taken") - 1)
    _show_if_words_change(event, -1)
    fill(event)


def fill(event: Event) -> None:
    """As many as there are places, in the order in which they came."""
    while (first := event.bookings.waiting().first()) and _take(event):
        _give(first, event)


def _take(event: Event, *still: Exists) -> bool:
    now = timezone.now()
    has_room = Q(taken__lt=F("capacity"), state=Event.State.ON, starts_at__gt=now)
    for condition in still:
        has_room &= condition
    taken = one_winner.wins(event, has_room, taken=F("taken") + 1)
    if taken:
        _show_if_words_change(event, 1)
    return taken


def _give(booking: Booking, event: Event) -> None:
    """At once, or as an offer that passes on."""
    now = timezone.now()
    if event.starts_at - now > NOTICE:
        _become(booking, Booking.State.BOOKED, placed_at=now)
        at_no_cost(letters.place_came, booking)
        return
    until = min(after_hours_of_day(now, HOURS_TO_ANSWER), event.starts_at)
    _become(booking, Booking.State.OFFERED, offered_until=until)
    at_no_cost(letters.place_offered, booking)


def _become(booking, state, **columns) -> None:
    Booking.objects.filter(pk=booking.pk).update(state=state, version=F("version") + 1, **columns)
    booking.refresh_from_db()


def _show_if_words_change(event: Event, step: int) -> None:
    """The public pages say no number, so most bookings change nothing that anybody reads."""
    event.refresh_from_db(fields=["taken", "capacity"])
    left = (event.capacity or 0) - event.taken
    borders = {0, A_FEW - 1} if step > 0 else {1, A_FEW}
    if left in borders:
        revision.move()
