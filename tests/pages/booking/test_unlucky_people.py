"""What happens to people with bad luck or bad intent: back buttons, old letters, a worker that is late, long names."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from post_office.models import STATUS, Email
from pytest_django.asserts import assertContains

from coproduction_site import honeypot
from pages.booking import actions, keeping
from pages.models import Booking, Event
from tests.support.admin_forms import opened_form
from tests.support.events import address, answers, book, make_event, send
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_waiting(settings, monkeypatch):
    settings.REQUIRE_STAFF_MFA = False
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def states() -> list[tuple[str, str]]:
    return list(Booking.objects.order_by("pk").values_list("name", "state"))


def test_whoever_goes_back_and_books_for_somebody_else_has_two_bookings():
    event, key = make_event(), uuid4()

    for name in ("Pat", "Sam", "Sam"):
        send(event, key=key, name=name)

    assert states() == [("Pat", "booked"), ("Sam", "booked")]
    assert [letter.to for letter in mail.outbox] == [["pat@example.org"], ["sam@example.org"]]
    event.refresh_from_db()
    assert event.taken == 2


def test_whoever_cancels_and_then_sends_the_old_form_again_is_booked_again():
    event, key = make_event(), uuid4()
    send(event, key=key)
    actions.cancel(Booking.objects.get())

    send(event, key=key)

    assert states() == [("Pat", "cancelled"), ("Pat", "booked")]
    assert mail.outbox[-1].subject == "You have a place"


def test_the_form_of_one_day_sent_to_another_books_both():
    first, second, key = make_event(), make_event(), uuid4()

    assert send(first, key=key).status_code == send(second, key=key).status_code == 302
    assert set(Booking.objects.values_list("event", flat=True)) == {first.pk, second.pk}


def test_staff_who_go_back_and_type_the_next_caller_are_told_that_they_have_a_place():
    event, key, desk = make_event(), str(uuid4()), Client()
    desk.force_login(make_user("Event organisers"))
    screen = reverse("admin:pages_booking_event", args=[event.pk])

    for name in ("Ann", "Bea"):
        page = desk.post(screen, answers(name) | {"key": key}, follow=True)

    assertContains(page, "They have a place.")
    assert states() == [("Ann", "booked"), ("Bea", "booked")]


def test_a_number_with_and_without_its_country_is_one_person():
    event = make_event()

    first = book(event, email="", telephone="07700 900123")
    again = book(event, email="", telephone="+44 7700 900 123")

    assert again.pk == first.pk


@pytest.mark.parametrize("email", ["PAT@Example.org", "  pat@example.org ", "pat@EXAMPLE.ORG"])
def test_one_address_written_in_another_way_is_one_person(email):
    event = make_event()
    book(event)

    send(event, email=email)

    assert Booking.objects.count() == 1
    assert mail.outbox[-1].subject == "You have booked this already"


def test_a_name_of_five_thousand_letters_is_refused_with_a_sentence_and_stays_in_the_box(client):
    page = send(make_event(), client, name="x" * 5_000, email="pat@example.org")

    assert page.status_code == 200
    assertContains(page, "error-summary")
    assertContains(page, "x" * 5_000)
    assert not Booking.objects.exists()


def test_a_letter_that_the_mail_server_did_not_take_at_first_does_not_go_after_cancelling(settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    booking = book(make_event())
    Email.objects.update(status=STATUS.requeued)

    actions.cancel(booking)

    assert [email.subject for email in Email.objects.all()] == ["You have cancelled your booking"]


def test_whose_offer_is_over_comes_back_before_the_worker_has_come(client, time_machine):
    event = make_event(in_days=2, capacity=1)
    first, waits, last = book(event, "First"), book(event, "Waits"), book(event, "Last")
    actions.cancel(first)
    waits.refresh_from_db()
    time_machine.move_to(waits.offered_until + timedelta(minutes=1))

    page = client.post(waits.get_own_url(), {"wait_again": "yes"}, follow=True)

    assertContains(page, "You are on the waiting list")
    last.refresh_from_db()
    assert last.state == "offered"
    assert actions.pass_on_offers() == 0


def test_whose_offer_is_over_and_whom_nobody_follows_has_the_place(client, time_machine):
    event = make_event(in_days=2, capacity=1)
    first, waits = book(event, "First"), book(event, "Waits")
    actions.cancel(first)
    waits.refresh_from_db()
    time_machine.move_to(waits.offered_until + timedelta(minutes=1))

    assertContains(
        client.post(waits.get_own_url(), {"wait_again": "yes"}, follow=True), "You have a place"
    )
    event.refresh_from_db()
    assert event.taken == 1


def test_what_is_put_right_about_a_day_that_is_over_is_written_to_nobody(time_machine):
    event, desk = make_event(), Client()
    book(event)
    mail.outbox.clear()
    time_machine.move_to(event.ends_at + timedelta(days=1))
    desk.force_login(make_user("Event organisers"))
    change = reverse("admin:pages_event_change", args=[event.pk])

    desk.post(change, opened_form(desk, change) | {"place": "The Short Hall", "_save": "1"})

    assert Event.objects.get().place == "The Short Hall"
    assert mail.outbox == []


def test_a_day_is_cancelled_while_somebody_writes_and_the_form_says_so_and_takes_nobody(client):
    event = make_event()
    client.get(address(event))
    actions.cancel_event(event, None, "Snow")

    page = send(event, client)

    assertContains(page, "This day cannot be booked any more")
    assert not Booking.objects.exists()
    assert mail.outbox == []


def test_the_link_of_an_erased_booking_opens_nothing_and_changes_nothing(client):
    event = make_event()
    link = book(event).get_own_url()
    keeping.erase(Booking.objects.get())

    for press in ({}, {"cancel": "yes"}, {"accept": "yes"}, {"name": "Pat", "need": "x"}):
        assert client.post(link, press).status_code == 404
    assert client.get(link).status_code == 404
    event.refresh_from_db()
    assert event.taken == 0


def test_of_two_tabs_one_cancels_and_the_other_changes_nothing_any_more(client):
    booking = book(make_event(), need="Large print")
    tab = client.get(booking.get_own_url())
    actions.cancel(booking)

    form = opened_form(client, None, tab) | {"name": "Other", "need": "A helper"}
    page = client.post(booking.get_own_url(), form)

    assertContains(page, "You cancelled this booking")
    booking.refresh_from_db()
    assert (booking.name, booking.need) == ("Pat", "")


def test_fewer_places_than_people_are_refused_also_if_they_came_meanwhile():
    event, desk = make_event(capacity=5), Client()
    desk.force_login(make_user("Event organisers"))
    change = reverse("admin:pages_event_change", args=[event.pk])
    form = opened_form(desk, change) | {"capacity": "1", "_save": "1"}
    for name in ("Ann", "Bea"):
        book(event, name)

    page = desk.post(change, form)

    assertContains(page, "2 people have a place")
    event.refresh_from_db()
    assert (event.capacity, event.taken) == (5, 2)
