"""What happens to a booking, and the letter that goes with it, in one transaction with the place."""

from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site import limits
from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.workflow import one_winner
from pages.booking import letters, places
from pages.booking.models import NOBODY_TO_REACH, OPEN, AccessNeed, Booking, BookingState, person_of
from pages.events.models import Event

CANNOT_BE_BOOKED = "This day cannot be booked any more."
NOT_OPEN = "This booking is cancelled already."
NOT_OFFERED = "This place went to the next person, or the day has begun."
STALE = "Somebody changed this booking while you were writing. Look at it again first."
BOOKED_AGAIN = "You have another booking for this day. Look for its letter."


@transaction.atomic
def book(event: Event, answers: dict, key: UUID, visitor: str = "", by=None) -> Booking:
    """A place, or one on the waiting list, once for a person. Raises TooMany, ValidationError.

    Whoever has one already gets the link again, by letter alone: nobody else learns of it. Of the same form pressed
    twice there is one letter; with a second name in it, it is a second booking.
    """
    event = places.locked(event.pk)
    if not event.can_be_booked:
        raise ValidationError(CANNOT_BE_BOOKED)
    known = event.bookings.open().filter(person=_person(answers)).first()
    if known:
        if known.key != key:
            _send_link_again(known)
        return known
    if not by:
        limits.BOOKED.count(visitor)
        limits.BOOKED_BY_ONE.count(_person(answers))
    return _new(event, answers, key, by)


def _person(answers) -> str:
    return person_of(answers["email"], answers["telephone"])


def _hand_over(key: UUID) -> None:
    """A browser goes back to a form that made a booking, and sends it again for somebody else or after cancelling."""
    Booking.objects.filter(key=key).update(key=uuid4())


def _send_link_again(booking) -> None:
    if not limits.BOOKED_BY_ONE.is_passed(booking.person):
        at_no_cost(letters.link_again, booking)


def _new(event, answers, key, by) -> Booking:
    has_place, now = places.take(event), timezone.now()
    _hand_over(key)
    booking = Booking.objects.create(
        event=event,
        key=key,
        name=answers["name"],
        email=answers["email"],
        telephone=answers["telephone"],
        person=_person(answers),
        state=BookingState.BOOKED if has_place else BookingState.WAITING,
        placed_at=now if has_place else None,
        typed_by=by,
    )
    _keep_need(booking, answers["need"])
    at_no_cost(letters.booked, booking)
    return booking


@transaction.atomic
def change(booking: Booking, version: int, *, name: str, telephone: str, need: str) -> None:
    """Everything but the address, to which the link went. Raises ValidationError."""
    places.locked(booking.event_id)
    still = Q(version=version, state__in=OPEN)
    columns = {"name": name, "telephone": telephone, "version": F("version") + 1}
    one_winner.change(booking, still, STALE, **columns)
    _keep_need(booking, need)


def change_by_staff(booking: Booking, *, name: str, telephone: str, need: str) -> None:
    """Without reading what somebody needs: an empty box keeps it."""
    if not (booking.email or telephone):
        raise ValidationError(NOBODY_TO_REACH)
    answers = {"name": name, "telephone": telephone, "need": need or booking.need}
    change(booking, booking.version, **answers)


def _keep_need(booking, text: str) -> None:
    if text:
        AccessNeed.objects.update_or_create(booking=booking, defaults={"text": text})
    else:
        AccessNeed.objects.filter(booking=booking).delete()


@transaction.atomic
def cancel(booking: Booking) -> None:
    """At any time until it begins. What they need is forgotten, and the place goes to whoever waits."""
    event = places.locked(booking.event_id)
    if event.has_begun:
        raise ValidationError(CANNOT_BE_BOOKED)
    _end(booking, event)
    at_no_cost(letters.cancelled, booking)


@transaction.atomic
def leave(booking: Booking) -> None:
    """Before all of it is erased: without a letter, and whatever its state."""
    event = places.locked(booking.event_id)
    if event.can_be_booked and Booking.objects.open().filter(pk=booking.pk).exists():
        _end(booking, event)


def _end(booking, event) -> None:
    held = Booking.objects.holding().filter(pk=booking.pk).exists()
    columns = {"cancelled_at": timezone.now(), "offered_until": None, "version": F("version") + 1}
    one_winner.change(booking, Q(state__in=OPEN), NOT_OPEN, state=BookingState.CANCELLED, **columns)
    _keep_need(booking, "")
    if held:
        places.free(event)


@transaction.atomic
def accept(booking: Booking) -> None:
    """An offered place, by a press. Raises ValidationError if it went on."""
    event, now = places.locked(booking.event_id), timezone.now()
    if not event.can_be_booked:
        raise ValidationError(CANNOT_BE_BOOKED)
    still = Q(state=BookingState.OFFERED, offered_until__gt=now)
    columns = {"offered_until": None, "placed_at": now, "version": F("version") + 1}
    one_winner.change(booking, still, NOT_OFFERED, state=BookingState.BOOKED, **columns)
    at_no_cost(letters.booked, booking)


@transaction.atomic
def wait_again(booking: Booking) -> None:
    """Whose offer went on comes back, at the end of the list."""
    event, now = places.locked(booking.event_id), timezone.now()
    if not event.can_be_booked:
        raise ValidationError(CANNOT_BE_BOOKED)
    _pass_on(booking)  # The worker may not have come by since the offer was over.
    if event.bookings.open().filter(person=booking.person).exists():
        raise ValidationError(BOOKED_AGAIN)
    has_place = places.take(event)
    columns = {"queued_at": now, "placed_at": now if has_place else None, "version": F("version") + 1}
    state = BookingState.BOOKED if has_place else BookingState.WAITING
    one_winner.change(booking, Q(state=BookingState.PASSED), NOT_OFFERED, state=state, **columns)
    at_no_cost(letters.booked, booking)


def pass_on_offers() -> int:
    """Offers that nobody answered in time go to the next person."""
    over = Booking.objects.offers_over(timezone.now()).order_by("queued_at", "pk")
    return sum(_pass_on(booking) for booking in over)


@transaction.atomic
def _pass_on(booking) -> bool:
    event = places.locked(booking.event_id)
    over = Q(state=BookingState.OFFERED, offered_until__lte=timezone.now())
    columns = {"offered_until": None, "version": F("version") + 1}
    if not one_winner.wins(booking, over, state=BookingState.PASSED, **columns):
        return False
    places.free(event)
    return True


@transaction.atomic
def cancel_event(event: Event, by, reason: str) -> None:
    """Everybody who booked or waits is told."""
    places.locked(event.pk)
    event.cancel(by, reason)
    for booking in event.bookings.open().select_related("event"):
        at_no_cost(letters.event_cancelled, booking)


def event_was_changed(before: Event, event: Event) -> None:
    """Where or when: everybody who booked or waits is told. More places: whoever waits has them.

    What is put right about a day that is over is no news.
    """
    places.locked(event.pk)
    if event.is_cancelled or event.is_over:
        return
    if any(getattr(before, name) != getattr(event, name) for name in ("starts_at", "ends_at", "place")):
        for booking in event.bookings.open().select_related("event"):
            at_no_cost(letters.changed, booking, before)
    places.fill(event)
