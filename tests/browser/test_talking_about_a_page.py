"""A page goes back and forth in a real browser: a return, a reply, a return, live; and a photo whose words were forgotten."""

import re

import pytest
from playwright.sync_api import expect

from partners.models import Partner
from partners.profile.forms import WITHOUT_WORDS
from tests.browser.conftest import follow, press
from tests.browser.test_partner_editing import council, partner, sign_in
from tests.support.uploads import picture

__all__ = ["partner"]
READING = "/admin/partners/profilechange/"


@pytest.fixture
def page(partner, new_context):
    page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    sign_in(page)
    return page


def decide_on_it(desk):
    press(desk, "Do this, and send the letter")
    expect(desk.get_by_text("Done: HY5!")).to_be_visible()


def give_back(desk, reason):
    desk.goto(READING)
    follow(desk, "HY5!")
    desk.get_by_label("Why not yet? Getting in and taking part").fill(reason)
    press(desk, "Do what I ticked: see the letter first")
    decide_on_it(desk)


def test_a_return_a_reply_a_return_and_live(page, new_context, settings, base_url):
    desk = council(settings, base_url, new_context(java_script_enabled=False).new_page())
    page.goto("/partners/hy5/edit/getting-in/")
    page.get_by_label("What makes it easy").fill("A ramp at the door.")
    press(page, "Save")
    page.get_by_label("A note to the council").fill("We have moved.")
    press(page, "Send to the council")
    give_back(desk, "Is there a lift?")

    page.goto("/partners/hy5/edit/")
    page.get_by_label("Your answer: Getting in and taking part").fill("All of it is downstairs.")
    press(page, "Send to the council")
    desk.goto(READING)
    follow(desk, "HY5!")
    for text in ("We have moved.", "Is there a lift?", "All of it is downstairs."):
        expect(desk.get_by_text(text)).to_be_visible()
    give_back(desk, "Please say so on the page.")

    page.goto("/partners/hy5/edit/")
    follow(page, "Change it")
    expect(page.get_by_text("Waiting: it came back")).to_be_visible()
    page.get_by_label("What makes it easy").fill("A ramp. All of it is downstairs.")
    press(page, "Save")
    press(page, "Send to the council")
    desk.goto(READING)
    follow(desk, "HY5!")
    press(desk, "Show everything: see the letter first")
    decide_on_it(desk)

    page.goto("/partners/hy5/")
    expect(page.get_by_text("A ramp. All of it is downstairs.")).to_be_visible()
    page.goto("/partners/hy5/edit/history/")
    expect(page.locator("ins", has_text="downstairs.")).to_be_visible()


def test_a_photo_whose_words_were_forgotten_is_still_there_when_they_come(page, partner):
    page.goto("/partners/hy5/edit/pictures/")
    photo = {"name": "us.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(600, 400))}
    page.get_by_label(re.compile("^Photo")).set_input_files(photo)
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text(WITHOUT_WORDS["photo"])
    expect(page.get_by_text("You chose us.jpg.")).to_be_visible()

    page.get_by_label("What does the photo show?").fill("Young people, painting")
    press(page, "Save")

    expect(page.get_by_alt_text("The new picture")).to_be_visible()
    page.goto("/partners/hy5/edit/pictures/")
    expect(page.get_by_text("New: it waits")).to_be_visible()
    asked = Partner.objects.get(pk=partner.pk).changes.open().get().asked
    assert asked["photo_alt"] == "Young people, painting"
