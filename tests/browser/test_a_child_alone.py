"""A child of 12, alone with a telephone: told, heard, and read by somebody who keeps children safe."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from coproduction_site import honeypot
from stories.models import Story
from tests.browser.conftest import SMALL_PHONE, go, press
from tests.support.factories import make_user
from tests.support.telling import PAGES

BUTTON = "Send this now to somebody who keeps children safe"
DANGER = "My dad hits me and I am scared to go home."


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def tell(page, last):
    """As a child of 12 who presses Go on; the page after `last` is shown."""
    page.goto(PAGES["who"])
    for slug in list(PAGES)[: list(PAGES).index(last) + 1]:
        if slug == "who":
            page.get_by_label("A child or young person").check()
            page.get_by_label("Me", exact=True).check()
        elif slug == "age":
            page.get_by_label("Under 13").check()
        elif slug == "story":
            page.get_by_label("A name for your story").fill("At home")
            page.get_by_label("What happened?").fill(DANGER)
        elif slug == "consent":
            page.get_by_label("You may keep my story and read it").check()
        go(page.get_by_role("button", name=re.compile("Go on$")))


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_child_of_12_alone_is_heard_by_a_lead(no_script_page, new_context, sign_in, settings):
    settings.REQUIRE_STAFF_MFA = False
    lead = make_user("Safeguarding leads", email="lead@example.org")
    page = no_script_page
    tell(page, last="age")
    expect(page.locator("main")).to_contain_text("my friend")
    page.get_by_label("What happened?").fill(DANGER)
    press(page, "Go on")  # Without a name for the story: the next page offers the button.
    expect(page).to_have_title(re.compile("Do you want to say more"))
    expect(page.get_by_role("link", name="0800 1111").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("You can still tell us.")
    assert fits(page)

    press(page, BUTTON)

    expect(page.get_by_role("heading", level=1)).to_have_text("We have what you wrote")
    expect(page.get_by_role("link", name="999").first).to_be_visible()
    assert fits(page)
    page.goto("/stories/share/write/")
    expect(page).to_have_url(re.compile(f"{PAGES['who']}$"))
    assert [letter.to for letter in mail.outbox] == [["lead@example.org"]]
    address = re.search(r"http://\S+?(/admin/\S+)", mail.outbox[0].body)[1]
    desk = sign_in(new_context().new_page(), lead)
    desk.goto(address)
    press(desk, "Show the teller’s words")
    expect(desk.get_by_text(DANGER).first).to_be_visible()


def test_a_child_of_12_who_ticks_only_the_first_tick_is_thanked(no_script_page):
    page = no_script_page
    tell(page, last="look")
    press(page, "Send my story")

    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for your story")
    expect(page.get_by_role("link", name="0800 1111").first).to_be_visible()
    assert Story.objects.get().state == "waiting"


def test_each_new_state_is_right_in_every_look(page, in_every_look):
    page.set_viewport_size(SMALL_PHONE)
    tell(page, last="story")
    faults = in_every_look(page)
    for slug in ("consent", "look"):
        tell(page, last=list(PAGES)[list(PAGES).index(slug) - 1])
        faults += in_every_look(page)
    page.goto("/stories/share/later/")
    faults += in_every_look(page)
    page.goto("/stories/share/no-such-page/")
    faults += in_every_look(page)
    page.goto(PAGES["story"])
    press(page, BUTTON)
    faults += in_every_look(page)

    assert faults == []
