"""A chance to join in, in a real browser without script: from a draft through the gate to interest, a broken promise, its outcome and its end."""

import os
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import expect

from coproduction_site import honeypot
from pages.chances import keeping, letters, stages
from pages.chances.gate import MISSING
from pages.models import Chance, Interest
from tests.browser.conftest import follow, press
from tests.support.chances import (
    OUTCOME,
    day,
    join,
    make_chance,
    make_late_chance,
    make_offer,
    make_told_chance,
)
from tests.support.factories import make_member, make_partner, make_rung, make_user

PICTURES = os.environ.get("PICTURES_OF_PAGES")  # A folder, to look at what the test sees.
BOXES = {
    "Title": "Choose the club",
    "Address": "choose-the-club",
    "Summary": "Help us choose.",
    "What can still change": "Where the club is.",
    "What is fixed": "The money.",
    "Why it is fixed": "The council voted on it.",
    "How many hours": "Three evenings",
    "Pay": "£12 an hour",
    "Expenses": "Fares",
    "Help to take part": "Somebody reads it out.",
    "Who looks after it": "Sam",
    "Their e-mail address": "sam@example.org",
}


@pytest.fixture(autouse=True)
def _without_second_factor_and_waiting(settings, monkeypatch):
    settings.REQUIRE_STAFF_MFA = False
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def heading(page):
    return page.get_by_role("heading", level=1)


def box(page, label):
    return page.get_by_label(f"{label}:", exact=True)


def press_below(page, name):
    """The same buttons stand above the form, too."""
    press(page.get_by_role("region", name="Publish"), name)


def days_pass(chance, closed, promised):
    """As if it had been published long before."""
    columns = {"closes_on": day(-closed), "hear_by": day(-promised), "first_hear_by": day(-promised)}
    Chance.objects.filter(pk=chance.pk).update(**columns)


def test_from_a_draft_through_the_gate_to_interest_a_broken_promise_an_outcome_and_its_end(
    new_context, sign_in
):
    make_rung(5)
    desk = sign_in(new_context(java_script_enabled=False).new_page(), make_user("Event organisers"))
    phone = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()

    desk.goto("/admin/pages/chance/add/")
    box(desk, "Title").fill("Choose the club")
    press_below(desk, "Save draft")
    press_below(desk, "Publish now")
    for sentence in MISSING.values():
        expect(desk.get_by_text(sentence)).to_be_visible()
    assert not Chance.objects.exists()
    for label, text in BOXES.items():
        box(desk, label).fill(text)
    box(desk, "Kind").select_option("panel")
    box(desk, "Rung").select_option(index=1)
    box(desk, "Closing day").fill(str(day(10)))
    box(desk, "The day you will hear back").fill(str(day(30)))
    press_below(desk, "Publish now")
    chance = Chance.objects.get()

    phone.goto("/get-involved/")
    follow(phone, "Choose the club")
    expect(phone.get_by_text("The council voted on it.")).to_be_visible()
    follow(phone, "I want to join in")
    phone.get_by_label("Your name").fill("Pat")
    phone.get_by_label("Your e-mail address").fill("pat@example.org")
    press(phone, "Send it")
    expect(heading(phone)).to_have_text("Thank you")
    assert [letter.to for letter in mail.outbox] == [["sam@example.org"], ["pat@example.org"]]

    days_pass(chance, closed=20, promised=1)
    stages.move_on()
    letters.is_late(Chance.objects.get())
    phone.goto(chance.get_absolute_url())
    expect(phone.get_by_role("heading", name="We promised to tell you by")).to_be_visible()
    assert mail.outbox[-1].to == ["sam@example.org"]
    desk.goto("/admin/")
    follow(desk, "Promised to tell people, and not done")
    follow(desk, "Choose the club")
    for label, text in zip(
        ("You said", "We did", "We could not, and why"), OUTCOME.values(), strict=True
    ):
        box(desk, label).fill(text)
    press_below(desk, "Publish now")

    phone.reload()
    expect(phone.get_by_text(OUTCOME["we_could_not"])).to_be_visible()
    expect(phone.get_by_text("We promised to tell you by")).to_have_count(0)
    assert mail.outbox[-1].to == ["pat@example.org"]
    phone.goto("/get-involved/?when=past")
    expect(phone.get_by_text("It says what came of it.")).to_be_visible()
    days_pass(chance, closed=61, promised=40)
    keeping.erase_old()
    assert not Interest.objects.exists()


def test_every_page_of_a_chance_meets_wcag_2_2_aa_in_every_look(page, in_every_look, sign_in):
    long = "Wolverhamptonundumgebungsgemeinschaftsplanungstreffen für alle"
    partner = make_partner()
    chance = make_chance(title=long, partner=partner, about="<p>More.</p>")
    faults = []
    for name, address in {
        "board": "/get-involved/",
        "none": "/get-involved/?kind=survey",
        "past": "/get-involved/?when=past",
        "open": chance.get_absolute_url(),
        "closed": make_chance(closes_in=-1).get_absolute_url(),
        "late": make_late_chance().get_absolute_url(),
        "told": make_told_chance().get_absolute_url(),
        "join": f"{chance.get_absolute_url()}join/",
    }.items():
        page.goto(address)
        faults += in_every_look(page)
        photograph(page, name)

    press(page, "Send it")
    expect(page.get_by_role("alert")).to_contain_text("Write your name")
    faults += in_every_look(page)
    sign_in(page, make_member(partner))
    page.goto("/get-involved/offer/")
    press(page, "Send it")
    expect(page.get_by_role("alert")).to_contain_text(MISSING["why_fixed"])
    faults += in_every_look(page)
    photograph(page, "offer")
    assert faults == []


def test_the_desk_of_chances_meets_wcag_2_2_aa(page, axe, sign_in):
    interest = join(make_chance(), message="Can I bring my sister?")
    offer = make_offer(make_partner(), can_change="My son Jaydon decides.")
    sign_in(page, make_user("Event organisers"))
    faults = []
    for name, address in {
        "desk-chances": "/admin/pages/chance/",
        "desk-chance": f"/admin/pages/chance/{interest.chance_id}/change/",
        "desk-offers": "/admin/pages/offer/",
        "desk-offer": f"/admin/pages/offer/{offer.pk}/change/",
        "desk-who": f"/admin/pages/interest/chance/{interest.chance_id}/",
    }.items():
        page.goto(address)
        faults += axe(page)
        photograph(page, name)
    assert faults == []


def photograph(page, name):
    if not PICTURES:
        return
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
