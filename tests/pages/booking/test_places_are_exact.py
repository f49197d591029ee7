"""Sixty people press at once for twenty places: twenty have one, the rest wait in their order, nobody is lost."""

from collections import Counter
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from coproduction_site import honeypot
from pages.booking import actions
from pages.models import Booking, Event
from tests.support.events import answers, at_once, book, make_event, send

HOLDING = ["booked", "offered"]


@pytest.fixture(autouse=True)
def _many_from_one_place(settings, monkeypatch):
    settings.RATE_LIMITS = False
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def states(event) -> Counter:
    return Counter(event.bookings.values_list("state", flat=True))


def is_exact(event) -> bool:
    event.refresh_from_db()
    held = event.bookings.filter(state__in=HOLDING).count()
    return event.taken == held <= event.capacity


@pytest.mark.django_db(transaction=True)
def test_sixty_at_once_for_twenty_places_then_thirty_cancel_and_fifteen_come():
    event = make_event()

    answered = at_once(lambda number: send(event, name=f"First {number}").status_code, range(60))
    assert set(answered) == {302}
    assert states(event) == {"booked": 20, "waiting": 40}
    assert is_exact(event)

    leaving = [*event.bookings.filter(state="booked")[:15], *event.bookings.filter(state="waiting")[:15]]
    coming = [f"Second {number}" for number in range(15)]
    work = [(actions.cancel, booking) for booking in leaving]
    work += [(lambda name: send(event, name=name), name) for name in coming]
    work = work[::2] + work[1::2]
    at_once(lambda pair: pair[0](pair[1]), work)

    assert states(event) == {"booked": 20, "waiting": 25, "cancelled": 30}
    assert is_exact(event)
    assert event.bookings.count() == 75
    open_ones = event.bookings.exclude(state="cancelled")
    assert len(set(open_ones.values_list("person", flat=True))) == 45
    waits_since = event.bookings.filter(state="waiting").order_by("queued_at").first().queued_at
    placed = event.bookings.filter(state="booked")
    assert all(booking.queued_at <= waits_since for booking in placed)


@pytest.mark.django_db(transaction=True)
def test_one_form_pressed_eight_times_and_one_person_with_eight_forms_are_one_booking():
    event, key = make_event(), uuid4()

    at_once(lambda _: send(event, key=key, name="Pat"), range(8), threads=8)
    at_once(lambda _: send(event, name="Pat", email="PAT@example.org"), range(8), threads=8)

    booking = Booking.objects.get()
    assert (booking.key, booking.state) == (key, "booked")
    assert is_exact(event)


@pytest.mark.django_db(transaction=True)
def test_one_cancel_pressed_eight_times_frees_one_place():
    event = make_event(capacity=1)
    first = book(event, "First")
    for number in range(3):
        book(event, f"Next {number}")

    def cancel(_):
        try:
            actions.cancel(Booking.objects.get(pk=first.pk))
        except ValidationError:
            return False
        return True

    done = at_once(cancel, range(8), threads=8)

    assert done.count(True) == 1
    assert states(event) == {"cancelled": 1, "booked": 1, "waiting": 2}
    assert is_exact(event)


def test_the_database_refuses_one_person_too_many(db):
    event = make_event(capacity=1)
    book(event)

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(taken=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(capacity=None)


def test_the_database_refuses_a_second_open_booking_of_a_person(db):
    copy = Booking.objects.get(pk=book(make_event()).pk)
    copy.pk, copy.key, copy.token = None, uuid4(), "other"

    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"email": "", "telephone": ""},
        {"state": "guessed"},
        {"state": "offered"},
        {"state": "cancelled"},
    ],
)
def test_the_database_refuses_a_booking_that_cannot_be(db, wrong):
    booking = book(make_event())

    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(**wrong)


def test_who_cancelled_may_book_again(db):
    event = make_event()
    actions.cancel(book(event))

    again = book(event)

    assert again.state == "booked"
    assert states(event) == {"cancelled": 1, "booked": 1}
    assert is_exact(event)


def test_who_comes_new_does_not_pass_those_who_wait(db):
    event = make_event(capacity=1)
    first, second = book(event, "First"), book(event, "Second")
    Event.objects.filter(pk=event.pk).update(capacity=2)  # As if nobody had been told yet.

    third = book(event, "Third")

    assert (first.state, second.state, third.state) == ("booked", "waiting", "waiting")


def test_a_day_that_has_begun_or_is_cancelled_or_needs_no_booking_takes_nobody(db):
    cancelled = make_event()
    actions.cancel_event(cancelled, None, "Snow")

    for event in (cancelled, make_event(in_days=-0.01), make_event(capacity=None)):
        with pytest.raises(ValidationError):
            actions.book(event, answers(), uuid4(), "somewhere")

    assert not Booking.objects.exists()
