"""A pledge signed, read and shown; charter status asked for, decided and over: in a real browser."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from coproduction_site import honeypot
from partners.charter.status import actions
from partners.models import CharterVersion, Pledge, StatusApplication
from tests.browser.conftest import follow, press
from tests.support.charter import (
    make_application,
    make_award,
    make_pledge,
    make_public_pledge,
    make_seat,
    make_sent_application,
    say,
)
from tests.support.factories import make_published_story, make_user

LONG = "Wolverhamptonundumgebungsgemeinschaftsschule für alle Kinder und Jugendlichen"
RIGHT_TO_LEFT = "مدرسة التل للأطفال"
PICTURES = os.environ.get("PICTURES_OF_PAGES")  # A folder, to look at what the test sees.


@pytest.fixture(autouse=True)
def _without_second_factor_and_waiting(settings, monkeypatch):
    settings.REQUIRE_STAFF_MFA = False
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def test_a_pledge_is_signed_read_and_shown_and_its_status_asked_for_decided_and_over(
    new_context, sign_in, time_machine
):
    def person(user=None):
        page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
        return sign_in(page, user) if user else page

    anybody, staff = person(), make_user("Partner managers", name="Sam")
    mum, teacher = make_seat("family").user, make_seat("professional").user

    anybody.goto("/charter/")
    follow(anybody.locator("main"), "Sign the charter")
    anybody.get_by_label("What is your organisation called?").fill("Hill School")
    anybody.get_by_label("School, nursery or college").check()
    anybody.get_by_label("What will you do?").fill("We will ask families first.")
    anybody.get_by_label("Your name").fill("Pat")
    anybody.get_by_label("Your role").fill("Head teacher")
    anybody.get_by_label("Your e-mail address").fill("pat@example.org")
    press(anybody, "Sign the charter")
    expect(anybody.get_by_role("alert")).to_contain_text("A pledge is a promise in public.")
    anybody.get_by_label("You may show our name").check()
    press(anybody, "Sign the charter")
    expect(anybody.get_by_role("heading", level=1)).to_have_text("Thank you for signing")

    desk = person(staff)
    desk.goto("/admin/")
    follow(desk, "Pledges to read")
    follow(desk, "Hill School")
    press(desk, "Put it on the website")
    anybody.goto("/charter/signed/")
    expect(anybody.locator("#hill-school")).to_contain_text("We will ask families first.")

    own = next(line for line in mail.outbox[-1].body.splitlines() if "/charter/pledge/" in line)
    anybody.goto(own[own.index("/charter/") :])
    follow(anybody, "Go to charter status")
    press(anybody, "Begin")
    anybody.get_by_label("Growing").check()
    anybody.get_by_label("What have you done, and what changed?").fill("Families choose our staff.")
    anybody.get_by_label("Another page on the web").check()
    anybody.get_by_label("What does it show?").fill("The minutes of our panel")
    anybody.get_by_label("Its address").fill("https://example.org/minutes")
    press(anybody, "Add it")
    press(anybody, "Send it to the panel")
    expect(anybody.locator("main")).to_contain_text("It is with the panel")

    for user in (mum, teacher):
        reader = person(user)
        reader.goto("/charter/panel/")
        follow(reader, "Hill School")
        reader.get_by_label("Yes, award it").check()
        reader.get_by_label("Why?").fill("They listen.")
        press(reader, "Send what I think")
        expect(reader.locator("main")).to_contain_text("You have said what you think")

    desk.goto("/admin/")
    follow(desk, "With the panel")
    follow(desk, "Hill School")
    desk.get_by_label("What did the panel see?").fill("Families choose the staff with them.")
    press(desk, "Award it")
    anybody.goto("/charter/status/")
    follow(anybody, "Hill School")
    expect(anybody.locator("main")).to_contain_text("Families choose the staff with them.")

    time_machine.move_to(timezone.now() + timedelta(days=800))
    actions.daily()
    anybody.reload()
    expect(anybody.locator("main")).to_contain_text("Its charter status has ended.")


@pytest.fixture
def states():
    """Every page in every state, with long words and words from right to left. Who looks, and at what."""
    first = CharterVersion.objects.get()
    second = first.next_draft()
    second.values.filter(slug="equal").update(name="As equals", promise="We will share all decisions.")
    second.values.filter(slug="clear").delete()
    second.adopt(timezone.localdate(), "The Board")
    make_published_story(title="The calm room", values=second.values.all())
    returned = make_pledge(name=LONG, will_do=f"{LONG} " * 12)
    returned.give_back(make_user("Partner managers"), "Please say by when.")
    award = make_award(make_public_pledge(name=RIGHT_TO_LEFT, will_do=f"{RIGHT_TO_LEFT}. " * 9))
    over = make_award(make_public_pledge(name=LONG))
    past = timezone.localdate() - timedelta(days=1)
    StatusApplication.objects.filter(pk=over.pk).update(
        expires_on=past, awarded_on=past - timedelta(days=365)
    )
    writing, sent = make_application(), make_sent_application()
    say(sent, words=f"{LONG} " * 5)
    waiting = make_pledge(name=LONG)
    desk = "/admin/partners"
    return {
        "anybody": [
            "/charter/",
            "/charter/children/",
            "/charter/values/equal/",
            "/charter/versions/",
            "/charter/versions/1/",
            "/charter/versions/2/",
            "/charter/sign/",
            "/charter/signed/",
            "/charter/status/",
            award.get_absolute_url(),
            over.get_absolute_url(),
            waiting.get_own_url(),
            returned.get_own_url(),
            award.pledge.get_own_url(),
            f"{writing.pledge.get_own_url()}status/",
            f"{sent.pledge.get_own_url()}status/",
            f"{award.pledge.get_own_url()}status/",
        ],
        "panel": ["/charter/panel/", f"/charter/panel/{sent.pk}/"],
        "staff": [
            "/admin/",
            f"{desk}/pledge/",
            f"{desk}/pledge/{waiting.pk}/change/",
            f"{desk}/statusapplication/",
            f"{desk}/statusapplication/{sent.pk}/change/",
            f"{desk}/charterversion/",
            f"{desk}/charterversion/{second.pk}/change/",
            f"{desk}/charterversion/{first.next_draft().pk}/adopt/",
            f"{desk}/panelseat/add/",
        ],
    }


@pytest.mark.takes_long
def test_every_page_of_the_charter_is_open_to_everybody(new_context, sign_in, in_every_look, states):
    people = {
        "anybody": new_context().new_page(),
        "panel": sign_in(new_context().new_page(), make_seat().user),
        "staff": sign_in(new_context().new_page(), make_user("Partner managers")),
    }
    faults = []

    for who, page in people.items():
        for number, address in enumerate(states[who]):
            page.goto(address)
            _look(page, f"{who}-{number:02}")
            faults += in_every_look(page)
    assert faults == []

    page = people["anybody"]
    page.goto("/charter/sign/")
    press(page, "Sign the charter")
    _look(page, "error-sign")
    expect(page.get_by_role("alert")).to_be_focused()
    assert page.title().startswith("Error: ")
    assert in_every_look(page) == []
    page.goto(
        next(
            address
            for address in states["anybody"]
            if address.endswith("/status/") and "pledge" in address
        )
    )
    press(page, "Add it")
    _look(page, "error-apply")
    assert in_every_look(page) == []
    page.goto(Pledge.objects.public().first().get_own_url())
    press(page, "Take our pledge back")
    assert in_every_look(page) == []
    press(page, "Yes, take it back")
    expect(page.locator("main")).to_contain_text("You took it back")
    assert in_every_look(page) == []


def _look(page, name) -> None:
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
