"""A place that comes free: at once with notice enough, as an offer without it, and on to the next."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains

from pages.booking import actions
from pages.booking.daytime import after_hours_of_day, is_day
from pages.models import Booking, Event
from tests.support.events import book, make_event

pytestmark = pytest.mark.django_db
NOON = datetime(2027, 6, 2, 11, 0, tzinfo=UTC)  # In summer: noon on a clock here.


@pytest.fixture
def full(time_machine):
    """One place, taken, and three who wait for it."""
    time_machine.move_to(NOON, tick=False)

    def make(hours):
        event = make_event(starts_at=NOON + timedelta(hours=hours), capacity=1)
        return [book(event, name) for name in ("Ann", "Bea", "Cas", "Dee")]

    return make


def states(bookings) -> list[str]:
    for booking in bookings:
        booking.refresh_from_db()
    return [booking.state for booking in bookings]


def subjects_to(name) -> list[str]:
    return [letter.subject for letter in mail.outbox if letter.to == [f"{name.lower()}@example.org"]]


@pytest.mark.parametrize(
    ("hours", "state", "letter"),
    [
        (72.1, "booked", "A place has come free for you"),
        (72, "offered", "Do you want this place? Please answer"),
        (30, "offered", "Do you want this place? Please answer"),
    ],
)
def test_with_less_than_three_days_a_place_is_offered_and_not_given(full, hours, state, letter):
    people = full(hours)

    actions.cancel(people[0])

    assert states(people) == ["cancelled", state, "waiting", "waiting"]
    assert subjects_to("Bea")[-1] == letter
    assert Event.objects.get().taken == 1


def test_an_offered_place_is_taken_by_a_press_once(full, client):
    people = full(60)
    actions.cancel(people[0])
    own = people[1].get_own_url()

    assertContains(client.get(own), "Yes, I want this place")
    assertContains(client.get(own), "Thursday 3 June, 12:00")
    for _ in range(2):
        client.post(own, {"accept": "yes"})

    assert states(people) == ["cancelled", "booked", "waiting", "waiting"]
    assert subjects_to("Bea")[-1] == "You have a place"
    assert subjects_to("Bea").count("You have a place") == 1


def test_what_nobody_answers_passes_on_after_twelve_hours_of_day(full, time_machine):
    people = full(60)
    actions.cancel(people[0])

    time_machine.move_to(NOON + timedelta(hours=23, minutes=59), tick=False)
    assert actions.pass_on_offers() == 0
    time_machine.move_to(NOON + timedelta(hours=24), tick=False)
    assert actions.pass_on_offers() == 1
    assert actions.pass_on_offers() == 0

    assert states(people) == ["cancelled", "passed", "offered", "waiting"]
    assert Event.objects.get().taken == 1


def test_an_offer_whose_time_is_over_cannot_be_taken_even_before_the_worker_comes(
    full, client, time_machine
):
    people = full(60)
    actions.cancel(people[0])
    time_machine.move_to(NOON + timedelta(hours=24), tick=False)

    page = client.get(people[1].get_own_url())
    assertNotContains(page, "Yes, I want this place")
    answer = client.post(people[1].get_own_url(), {"accept": "yes"})

    assertContains(answer, "This place went to the next person")
    assert states(people)[1] == "offered"


def test_whoever_was_passed_over_comes_back_at_the_end_of_the_list(full, client, time_machine):
    people = full(60)
    actions.cancel(people[0])
    time_machine.move_to(NOON + timedelta(hours=24), tick=False)
    actions.pass_on_offers()

    client.post(people[1].get_own_url(), {"wait_again": "yes"})
    actions.cancel(Booking.objects.get(pk=people[2].pk))

    assert states(people) == ["cancelled", "waiting", "cancelled", "offered"]


def test_who_says_no_to_an_offer_hands_it_on_at_once(full):
    people = full(60)
    actions.cancel(people[0])

    actions.cancel(Booking.objects.get(pk=people[1].pk))

    assert states(people) == ["cancelled", "cancelled", "offered", "waiting"]


def test_who_waits_and_cancels_frees_no_place(full):
    people = full(100)

    actions.cancel(people[2])

    assert states(people) == ["booked", "waiting", "cancelled", "waiting"]
    assert Event.objects.get().taken == 1


def test_an_offer_never_lasts_beyond_the_beginning_of_the_day(full):
    people = full(3)

    actions.cancel(people[0])

    states(people)
    assert people[1].offered_until == people[1].event.starts_at


def test_who_booked_anew_does_not_come_back_a_second_time(full, time_machine):
    people = full(60)
    actions.cancel(people[0])
    time_machine.move_to(NOON + timedelta(hours=24), tick=False)
    actions.pass_on_offers()
    book(people[1].event, "Bea")

    with pytest.raises(ValidationError, match="another booking"):
        actions.wait_again(Booking.objects.get(pk=people[1].pk))


def test_more_places_are_given_to_those_who_wait_in_their_order(full):
    people = full(100)
    before = Event.objects.get()
    Event.objects.update(capacity=3)

    actions.event_was_changed(before, Event.objects.get())

    assert states(people) == ["booked", "booked", "booked", "waiting"]


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2027-06-02 12:00", "2027-06-03 12:00"),
        ("2027-06-02 08:00", "2027-06-02 20:00"),
        ("2027-06-02 03:00", "2027-06-02 20:00"),
        ("2027-06-02 23:30", "2027-06-03 20:00"),
        ("2027-06-02 20:00", "2027-06-03 20:00"),
        ("2027-03-27 18:00", "2027-03-28 18:00"),  # The night in which clocks go forward.
        ("2027-10-30 18:00", "2027-10-31 18:00"),  # And back.
        ("2027-12-31 19:00", "2028-01-01 19:00"),
    ],
)
def test_hours_of_day_are_counted_from_eight_to_eight_on_clocks_here(moment, until):
    assert after_hours_of_day(_here(moment), 12) == _here(until)


def test_night_is_no_time_for_letters():
    assert not is_day(_here("2027-06-02 07:59"))
    assert is_day(_here("2027-06-02 08:00"))
    assert not is_day(_here("2027-12-02 20:00"))


def _here(text) -> datetime:
    from zoneinfo import ZoneInfo

    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/London"))
