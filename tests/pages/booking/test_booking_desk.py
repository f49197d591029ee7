"""The desk: somebody rings, and staff type the same booking; a list for the door; changing and cancelling."""

from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pages.models import AccessNeed, Booking
from tests.support.events import answers, book, make_event
from tests.support.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(settings, client):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Event organisers", name="Olu"))
    return client


def page_of(event, name="event") -> str:
    return reverse(f"admin:pages_booking_{name}", args=[event.pk])


def change_of(booking) -> str:
    return reverse("admin:pages_booking_change", args=[booking.pk])


def type_in(desk, event, key=None, **more):
    return desk.post(page_of(event), answers(**more) | {"key": str(key or uuid4())}, follow=True)


def test_staff_type_a_booking_of_somebody_on_the_telephone(desk):
    event = make_event(capacity=1)

    first = type_in(desk, event, name="Pat", email="", telephone="07700 900123", need="A ramp")
    second = type_in(desk, event, name="Sam")

    assertContains(first, "They have a place.")
    assertContains(second, "They are on the waiting list.")
    pat, sam = Booking.objects.order_by("pk")
    assert (pat.state, sam.state, pat.need) == ("booked", "waiting", "A ramp")
    assert (pat.typed_by.name, sam.typed_by.name) == ("Olu", "Olu")
    assert [letter.to for letter in mail.outbox] == [["sam@example.org"]]


def test_somebody_who_rings_twice_has_one_booking_and_staff_are_told(desk):
    event = make_event()
    type_in(desk, event, email="", telephone="07700 900123")

    again = type_in(desk, event, name="Patricia", email="", telephone="(07700) 900-123")

    assertContains(again, "They have booked this day already: has a place.")
    assert Booking.objects.count() == 1


def test_somebody_who_cannot_be_reached_is_not_booked(desk):
    event = make_event()

    page = type_in(desk, event, email="", telephone="")

    assertContains(page, "Write an e-mail address or a phone number.")
    assert not Booking.objects.exists()


def test_the_list_for_the_door_holds_names_and_calculates_nothing(desk):
    event = make_event()
    book(event, "=1+1", email="a@example.org", telephone="07700 900123", need="A ramp")

    answer = desk.get(page_of(event, "names"))

    text = answer.content.decode("utf-8-sig")
    assert text.splitlines() == ["Name,Place", "'=1+1,Has a place"]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_staff_cancel_a_booking_once(desk):
    event = make_event(capacity=1)
    pat, sam = book(event, "Pat"), book(event, "Sam")

    stale = desk.post(change_of(pat), {"do": "cancel", "version": 9})
    assertContains(stale, "Read it again first.")
    for _ in range(2):
        assertRedirects(desk.post(change_of(pat), {"do": "cancel", "version": 1}), page_of(event))

    pat.refresh_from_db()
    sam.refresh_from_db()
    assert (pat.state, sam.state) == ("cancelled", "booked")


def test_staff_write_over_what_somebody_needs_without_reading_it(desk):
    pat = book(make_event(), "Pat", need="A ramp")

    desk.post(
        change_of(pat), {"do": "change", "version": 1, "name": "Pat L", "telephone": "", "need": ""}
    )
    assert AccessNeed.objects.get().text == "A ramp"
    desk.post(
        change_of(pat), {"do": "change", "version": 2, "name": "Pat L", "telephone": "", "need": "Soup"}
    )

    pat.refresh_from_db()
    assert (pat.name, pat.need) == ("Pat L", "Soup")


def test_a_number_that_is_the_only_way_to_reach_somebody_stays(desk):
    pat = book(make_event(), "Pat", email="", telephone="07700 900123")

    page = desk.post(change_of(pat), {"do": "change", "version": 1, "name": "Pat", "telephone": ""})

    assertContains(page, "Write an e-mail address or a phone number.")
    pat.refresh_from_db()
    assert pat.telephone == "07700 900123"


@pytest.mark.parametrize("role", ["Content editors", "Moderators", "Partner managers", None])
def test_nobody_else_of_staff_sees_who_books(settings, role):
    settings.REQUIRE_STAFF_MFA = False
    event = make_event()
    booking, client = book(event), Client()
    client.force_login(make_user(role) if role else make_user(is_staff=True))

    pages = [page_of(event, name) for name in ("event", "names", "needs")]
    for page in (*pages, change_of(booking), reverse("admin:pages_booking_changelist")):
        assert client.get(page).status_code == 403
        assert Client().get(page).status_code == 302


def test_the_private_link_stands_on_no_page_of_the_desk(desk):
    event = make_event()
    booking = book(event)

    for page in (page_of(event), change_of(booking), page_of(event, "needs")):
        assertNotContains(desk.get(page), booking.token)
