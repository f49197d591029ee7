"""Somebody books without an account, and looks after it by the link of a letter."""

import re
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import honeypot, limits
from coproduction_site.logs import without_keys
from pages.booking import actions
from pages.models import AccessNeed, Booking, Event
from tests.support.admin_forms import opened_form
from tests.support.events import address, book, make_event, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def rows() -> list:
    tables = (Booking, AccessNeed, Event)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def link_in(letter) -> str:
    return re.search(r"/booking/[\w-]+/", letter.body)[0]


def test_a_booking_is_made_and_its_letter_brings_a_link(client):
    event = make_event(title="Plan the year")

    sent = send(event, client, name="Pat Lee", need="Large print")
    page = client.get(sent.headers["Location"])

    booking = Booking.objects.get()
    assertRedirects(sent, address(event, "booked"))
    assertContains(page, "Now look for our letter.")
    assert (booking.name, booking.state, booking.need) == ("Pat Lee", "booked", "Large print")
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["pat.lee@example.org"], "You have a place")
    assert link_in(letter) == booking.get_own_url()
    assert "Plan the year" in letter.body
    assert "Large print" not in letter.body


def test_the_form_asks_three_things_and_what_somebody_needs(client):
    page = client.get(address(make_event()))

    assert list(page.context["form"].fields) == ["name", "email", "telephone", "need"]
    assertContains(page, "Places left")


def test_the_form_sent_twice_is_one_booking_and_one_letter(client):
    event, key = make_event(), uuid4()

    for _ in range(2):
        assertRedirects(send(event, client, key), address(event, "booked"))

    assert Booking.objects.count() == len(mail.outbox) == 1


def test_whoever_types_the_address_of_somebody_else_learns_nothing(client):
    event = make_event()
    book(event, "Pat")
    mail.outbox.clear()

    known, new = Client(), Client()
    answers = [
        (sent.status_code, browser.get(sent.headers["Location"]).content)
        for browser, sent in (
            (known, send(event, known, name="Somebody", email="pat@example.org", need="x")),
            (new, send(event, new, name="Sam")),
        )
    ]

    assert answers[0] == answers[1]
    pat = Booking.objects.get(email="pat@example.org")
    assert (pat.name, pat.need) == ("Pat", "")
    assert mail.outbox[0].subject == "You have booked this already"
    assert link_in(mail.outbox[0]) == pat.get_own_url()


def test_nobody_is_sent_a_heap_of_letters_by_somebody_else():
    event = make_event()
    for _ in range(limits.BOOKED_BY_ONE.times + 5):
        send(event, name="Pat")

    assert len(mail.outbox) <= limits.BOOKED_BY_ONE.times


def test_a_robot_is_slowed_and_a_person_keeps_every_word(client, monkeypatch):
    event = make_event(capacity=200)
    monkeypatch.setattr(limits, "BOOKED", limits.Limit("booked-test", 2, 60))
    for number in range(2):
        send(event, name=f"First {number}")

    late = send(event, client, name="Late", need="A ramp")

    assert late.status_code == 429
    assertContains(late, "A ramp", status_code=429)
    assert Booking.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name": ""}, "Write your name"),
        ({"name": "   "}, "Write your name"),
        ({"email": ""}, "Write your e-mail address"),
        ({"email": "not one"}, "Write the whole address"),
        ({"name": "x" * 81}, "Please make it shorter"),
        ({"need": "x" * 1_001}, "Please make it shorter"),
        ({"telephone": "0" * 41}, "Please make it shorter"),
        ({"website": "http://robot.example"}, "A box that must stay empty"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(client, wrong, sentence):
    answer = send(make_event(), client, **wrong)

    assertContains(answer, sentence)
    assert not Booking.objects.exists()
    assert mail.outbox == []


def test_words_that_look_like_code_stay_words(client):
    event = make_event()

    send(event, client, name="<b>{{ x }}</b>\r\nBcc: all@example.org", email="eve@example.org")

    booking = Booking.objects.get()
    page = client.get(booking.get_own_url())
    assertNotContains(page, "<b>{{")
    assert "Bcc" not in str(mail.outbox[0].message()["Subject"])
    assert mail.outbox[0].recipients() == ["eve@example.org"]


def test_the_link_shows_the_booking_and_opening_it_changes_nothing():
    booking = book(make_event(), need="Large print")
    before = rows()

    for client in (Client(), Client()):
        for method in (client.get, client.head):
            answer = method(booking.get_own_url())
            assert answer.status_code == 200
            assert answer.headers["Referrer-Policy"] == "strict-origin"
            assert "no-store" in answer.headers["Cache-Control"]
        for verb in ("cancel", "accept", "wait_again"):
            client.get(f"{booking.get_own_url()}?{verb}=yes&sure=yes")

    assert rows() == before


def test_every_link_of_every_letter_opened_twice_changes_no_row(client):
    event = make_event(capacity=1)
    first, second = book(event, "First"), book(event, "Second")
    send(event, name="First")
    actions.cancel(first)
    actions.cancel(Booking.objects.get(pk=second.pk))
    actions.cancel_event(event, None, "Snow")
    links = {link for letter in mail.outbox for link in re.findall(r"http://[^/\s]+(/\S+)", letter.body)}
    before = rows()

    for link in sorted(links) * 2:
        assert client.get(link).status_code == client.head(link).status_code == 200

    assert len(links) >= 3
    assert rows() == before


def test_a_link_that_is_wrong_by_a_letter_opens_nothing(client):
    booking = book(make_event())

    for token in (booking.token[:-1], booking.token.swapcase(), str(booking.key), str(booking.pk)):
        assert client.get(f"/booking/{token}/").status_code == 404
        assert client.post(f"/booking/{token}/", {"cancel": "yes", "sure": "yes"}).status_code == 404

    booking.refresh_from_db()
    assert booking.state == "booked"


def test_what_somebody_said_can_be_changed_but_for_the_address(client):
    booking = book(make_event(), need="Large print")
    own = booking.get_own_url()

    done = client.post(
        own, opened_form(client, own) | {"name": "Pat L", "need": "A ramp", "email": "eve@example.org"}
    )

    booking.refresh_from_db()
    assertContains(client.get(done.headers["Location"]), "It is changed")
    assert (booking.name, booking.need, booking.email) == ("Pat L", "A ramp", "pat@example.org")
    client.post(own, opened_form(client, own) | {"need": ""})
    assert not AccessNeed.objects.exists()


def test_of_two_windows_the_second_is_told_and_keeps_its_words(client):
    booking = book(make_event())
    own = booking.get_own_url()
    first, second = opened_form(client, own), opened_form(client, own)

    client.post(own, first | {"need": "A ramp"})
    late = client.post(own, second | {"need": "Soup without nuts"})

    assertContains(late, "Somebody changed this booking")
    assertContains(late, "Soup without nuts")
    assert AccessNeed.objects.get().text == "A ramp"


def test_cancelling_asks_once_and_then_gives_the_place_on(client):
    event = make_event(capacity=1)
    booking, waiting = book(event, "Pat", need="A ramp"), book(event, "Sam")
    own = booking.get_own_url()
    mail.outbox.clear()

    assertContains(client.post(own, {"cancel": "yes"}), "Do you want to cancel your booking?")
    booking.refresh_from_db()
    assert booking.state == "booked"
    client.post(own, {"cancel": "yes", "sure": "yes"})
    again = client.post(own, {"cancel": "yes", "sure": "yes"})

    booking.refresh_from_db()
    waiting.refresh_from_db()
    assert (booking.state, waiting.state) == ("cancelled", "booked")
    assertContains(again, "This booking is cancelled already.")
    assert not AccessNeed.objects.exists()
    assert [(letter.to[0], letter.subject) for letter in mail.outbox] == [
        ("sam@example.org", "A place has come free for you"),
        ("pat@example.org", "You have cancelled your booking"),
    ]
    assertContains(client.get(own), "You get no more letters about it.")


def test_a_day_that_has_begun_can_be_read_and_not_cancelled(client, time_machine):
    booking = book(make_event())
    time_machine.move_to(booking.event.starts_at)

    answer = client.post(booking.get_own_url(), {"cancel": "yes", "sure": "yes"})

    assertContains(answer, "This day cannot be booked any more.")
    booking.refresh_from_db()
    assert booking.state == "booked"


def test_the_link_stands_in_no_log():
    booking = book(make_event())

    assert booking.token not in without_keys(f"GET {booking.get_own_url()}?done=change 500")


def test_the_thank_you_is_for_those_who_booked(client):
    event = make_event()

    assertRedirects(client.get(address(event, "booked")), event.get_absolute_url())


def test_who_needs_no_cookie_can_book():
    strict = Client(enforce_csrf_checks=True)
    event = make_event()
    opened = opened_form(strict, address(event))
    strict.cookies.clear()

    sent = strict.post(
        reverse("events:book", args=[event.slug]),
        opened | {"name": "Pat", "email": "pat@example.org"},
        headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"},
    )

    assert sent.status_code == 302
    assert strict.get(sent.headers["Location"]).status_code == 200
    assert Booking.objects.count() == 1
