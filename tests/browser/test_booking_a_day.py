"""A day is found, booked, changed and cancelled in a real browser without script; the next one gets the place."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import expect

from coproduction_site import honeypot
from pages.booking import actions
from pages.models import Booking
from tests.browser.conftest import follow, press
from tests.support.events import book, make_event
from tests.support.factories import make_user

PICTURES = os.environ.get("PICTURES_OF_PAGES")  # A folder, to look at what the test sees.


@pytest.fixture(autouse=True)
def _without_second_factor_and_waiting(settings, monkeypatch):
    settings.REQUIRE_STAFF_MFA = False
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def link_of_last_letter() -> str:
    return re.search(r"/booking/[\w-]+/", mail.outbox[-1].body)[0]


def heading(page):
    return page.get_by_role("heading", level=1)


def book_in_the_browser(person, name):
    person.goto("/events/")
    follow(person, "Plan the year")
    follow(person, re.compile("Book a place|Join the waiting list"))
    person.get_by_label("Your name").fill(name)
    person.get_by_label("Your e-mail address").fill(f"{name.lower()}@example.org")
    person.get_by_label("What do you need on the day?").fill("Large print")
    press(person, re.compile("Book my place|Join the waiting list"))
    expect(heading(person)).to_have_text("Thank you")
    return link_of_last_letter()


def test_a_day_is_found_booked_changed_and_cancelled_and_the_next_one_gets_the_place(new_context):
    def phone():
        return new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()

    make_event(title="Plan the year", capacity=1)
    pat, sam = phone(), phone()
    own = book_in_the_browser(pat, "Pat")
    assert mail.outbox[-1].subject == "You have a place"
    other = book_in_the_browser(sam, "Sam")
    assert mail.outbox[-1].subject == "You are on the waiting list"

    pat.goto(own)
    expect(pat.get_by_text("You have a place")).to_be_visible()
    pat.get_by_label("What do you need on the day?").fill("Large print, and a ramp")
    press(pat, "Keep these words")
    expect(pat.get_by_text("It is changed")).to_be_visible()
    press(pat, "Cancel my booking")
    press(pat, "Yes, cancel it")
    expect(pat.get_by_text("You get no more letters about it.")).to_be_visible()

    assert [letter.subject for letter in mail.outbox[-2:]] == [
        "A place has come free for you",
        "You have cancelled your booking",
    ]
    sam.goto(other)
    expect(sam.get_by_text("You have a place")).to_be_visible()


def test_every_page_of_a_day_meets_wcag_2_2_aa_in_every_look(page, in_every_look):
    long = "Wolverhamptonundumgebungsgemeinschaftsplanungstreffen für alle"
    few = make_event(
        title=long, capacity=2, step_free=True, getting_in="Ring the bell.\n\nThere is a lift."
    )
    make_event(title="Past", in_days=-9, outcome="<p>We moved the bus stop.</p>")
    soon = make_event(in_days=2, capacity=1)
    booked, first, offered = book(few), book(soon, "First"), book(soon, "Next")
    actions.cancel(first)
    gone = make_event(title="Gone")
    actions.cancel_event(gone, None, "Snow. " * 20)
    faults = []
    for name, address in {
        "list": "/events/",
        "none": "/events/?kind=together",
        "past": "/events/?when=past",
        "day": few.get_absolute_url(),
        "cancelled": gone.get_absolute_url(),
        "book": f"{few.get_absolute_url()}book/",
        "booked": booked.get_own_url(),
        "offered": offered.get_own_url(),
        "ended": first.get_own_url(),
    }.items():
        page.goto(address)
        faults += in_every_look(page)
        photograph(page, name)

    page.goto(f"{few.get_absolute_url()}book/")
    press(page, "Book my place")
    expect(page.get_by_role("alert")).to_contain_text("Write your name")
    faults += in_every_look(page)
    assert faults == []


def test_the_desk_of_days_and_bookings_meets_wcag_2_2_aa(page, axe, sign_in):
    event = make_event(in_days=1.5, capacity=2)
    booking = book(event, "Pat", need="A ramp")
    sign_in(page, make_user("Event organisers"))
    faults = []
    for name, address in {
        "desk-events": "/admin/pages/event/",
        "desk-event": f"/admin/pages/event/{event.pk}/change/",
        "desk-cancel": f"/admin/pages/event/{event.pk}/cancel/",
        "desk-bookings": "/admin/pages/booking/",
        "desk-of-event": f"/admin/pages/booking/event/{event.pk}/",
        "desk-needs": f"/admin/pages/booking/event/{event.pk}/needs/",
        "desk-one": f"/admin/pages/booking/{booking.pk}/change/",
    }.items():
        page.goto(address)
        faults += axe(page)
        photograph(page, name)
    assert faults == []


def test_staff_book_for_somebody_who_rings_and_say_yes_to_an_offer_for_them(new_context, sign_in):
    desk = sign_in(new_context(java_script_enabled=False).new_page(), make_user("Event organisers"))
    event = make_event(in_days=2, capacity=1)
    first = book(event, "First")
    desk.goto("/admin/pages/booking/")
    follow(desk, event.title)
    desk.get_by_label("Their name").fill("Rita")
    desk.get_by_label("Their phone number").fill("01902 123456")
    press(desk, "Put them on the waiting list")
    expect(desk.get_by_text("They are on the waiting list.")).to_be_visible()

    actions.cancel(first)
    desk.reload()
    follow(desk, "Rita")
    press(desk, "They say yes to the place")

    expect(desk.get_by_text("They have the place.")).to_be_visible()
    assert Booking.objects.get(name="Rita").state == "booked"
    assert event.starts_at - first.made_at < timedelta(hours=72)


def photograph(page, name):
    if not PICTURES:
        return
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
