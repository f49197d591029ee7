"""The words around a day and a booking: a nine-year-old can read them, and no sentence runs on."""

import pytest
from bs4 import BeautifulSoup
from django.core import mail

from coproduction_site import honeypot
from coproduction_site.reading_age import reading_age, sentences_of, words_of
from pages.booking import actions, letters
from pages.models import Booking, Event
from tests.support.events import address, book, make_event, send

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
OLDEST, LONGEST = 9, 20
BLOCKS = "main :is(p, li, h1, h2, h3, dt, dd, label, button, .field__hint)"


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def sentences_on(answer) -> list[str]:
    soup = BeautifulSoup(answer.content, "html.parser")
    blocks = [tag for tag in soup.select(BLOCKS) if not tag.find(["p", "li"])]
    return [sentence for tag in blocks for sentence in sentences_of(" ".join(tag.get_text(" ").split()))]


def hard(name, sentences) -> list[str]:
    age = reading_age(sentences)
    found = [f"{name} reads as for {age:.1f}"] if age > OLDEST else []
    return found + [f"{name}: {text}" for text in sentences if len(words_of(text)) > LONGEST]


def test_every_page_of_a_day_and_of_a_booking_can_be_read_by_somebody_of_nine(client):
    event, soon = make_event(), make_event(in_days=2, capacity=1)
    booked, first, offered = book(event), book(soon, "First"), book(soon, "Next")
    waiting = book(soon, "Waits")
    actions.cancel(first)
    send(event, client, name="Sam")
    pages = {
        "list": "/events/",
        "past": "/events/?when=past",
        "day": event.get_absolute_url(),
        "form": address(event),
        "form of the waiting list": address(soon),
        "thanks": address(event, "booked"),
        **{row.name: row.get_own_url() for row in (booked, first, offered, waiting)},
    }
    Booking.objects.filter(pk=first.pk).update(state="passed", cancelled_at=None)

    assert [
        line for name, page in pages.items() for line in hard(name, sentences_on(client.get(page)))
    ] == []


def test_every_letter_can_be_read_by_somebody_of_nine():
    before = make_event()
    booking = book(make_event())
    Booking.objects.filter(pk=booking.pk).update(state="offered", offered_until=booking.event.starts_at)
    booking.refresh_from_db()
    Event.objects.filter(pk=booking.event_id).update(why_cancelled="")
    letters.changed(booking, before)
    for write in (
        *(letters.link_again, letters.place_came, letters.place_offered, letters.week_before),
        *(letters.cancelled, letters.event_cancelled),
    ):
        write(booking)

    assert len(mail.outbox) == 8
    for letter in mail.outbox:
        lines = [line for line in letter.body.splitlines() if line and "http" not in line]
        assert hard(letter.subject, [text for line in lines for text in sentences_of(line)]) == []
        assert "\n\n\n" not in letter.body
        assert "{" not in letter.body
