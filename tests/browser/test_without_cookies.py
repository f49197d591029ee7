"""The whole walk in a browser that takes no cookie, as its owner set it up: a photo, errors, the check, and the end."""

import json
import re

import pytest
from playwright.sync_api import expect

from stories.models import Story
from tests.browser.conftest import SMALL_PHONE, go
from tests.browser.test_files import PHOTO, add_photo
from tests.support.telling import FIRST

NO_COOKIES = {"profile": {"default_content_setting_values": {"cookies": 2}}}


@pytest.fixture
def strict_page(playwright, browser_type_launch_args, tmp_path, base_url):
    """A profile of its own, because only there a browser can be told to take no cookies."""
    (tmp_path / "Default").mkdir()
    (tmp_path / "Default/Preferences").write_text(json.dumps(NO_COOKIES))
    context = playwright.chromium.launch_persistent_context(
        tmp_path, base_url=base_url, viewport=SMALL_PHONE, **browser_type_launch_args
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def press(page, name):
    go(page.get_by_role("button", name=name))


def heading(page):
    return page.get_by_role("heading", level=1)


def press_keys(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def to_the_files(page):
    page.goto(FIRST)
    page.get_by_label("A parent or carer").check()
    page.get_by_label("A group, or nobody").check()
    press(page, "Go on")
    page.get_by_label("What happened?").fill("We planned the calm room. Then we built it.")
    for _ in range(4):
        press(page, "Go on")
    expect(heading(page)).to_have_text("Do you want to add photos or papers?")


def test_the_whole_walk_with_cookies_blocked(strict_page, in_every_look):
    page = strict_page
    to_the_files(page)

    add_photo(page, PHOTO)
    expect(page.get_by_role("img", name="A round table")).to_be_visible()
    assert page.get_by_role("img", name="A round table").evaluate("image => image.naturalWidth") > 0
    press(page, "Go on")
    page.get_by_label("Show a first name").check()
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_contain_text("Write the name to show")
    page.get_by_label("The name to show").fill("Kim")
    press(page, "Go on")
    page.get_by_label("You may keep my story").check()
    page.get_by_label("You may publish it").check()
    press(page, "Go on")
    expect(page.get_by_role("img", name="A round table")).to_be_visible()
    press(page, "It looks right")
    expect(heading(page)).to_have_text("Check your story")
    expect(page.get_by_text("We planned the calm room (your first words)")).to_be_visible()
    assert in_every_look(page) == []
    go(page.get_by_role("link", name=re.compile("Change.*A name for")))
    page.get_by_label("A name for your story").fill("The calm room")
    press(page, "Save and go back to the check")
    expect(heading(page)).to_have_text("Check your story")
    assert page.context.cookies() == []

    press(page, "Send my story")

    expect(heading(page)).to_have_text("Thank you for your story")
    assert "pass=" not in page.locator("main").inner_html()
    story = Story.objects.get()
    assert (story.state, story.title, story.shown_name) == ("waiting", "The calm room", "Kim")
    assert story.photos.count() == 1
    go(page.locator(".private-link a"))
    expect(page.locator("main")).to_contain_text("It is with us")


def test_leaving_and_finding_back_with_cookies_blocked(strict_page, in_every_look):
    page = strict_page
    page.goto(FIRST)
    page.get_by_label("A parent or carer").check()
    press(page, "Save and come back later")
    expect(heading(page)).to_have_text("Your words are saved")
    assert in_every_look(page) == []

    go(page.locator(".private-link a"))
    press(page, "Go on with my story")

    expect(page.get_by_label("A parent or carer")).to_be_checked()
    go(page.get_by_role("link", name="See what is done"))
    expect(heading(page)).to_have_text("Your story so far")
    assert in_every_look(page) == []


def test_the_new_pages_are_right_in_every_look_and_by_keyboard_alone(page, in_every_look):
    page.goto(FIRST)
    press(page, "Go on")
    expect(page.get_by_role("alert")).to_be_focused()
    assert in_every_look(page) == []
    press_keys(page, "Tab", "Enter")
    expect(page.get_by_label("A child or young person")).to_be_focused()
    press_keys(page, "ArrowDown", "Tab", "Space", "ArrowDown")
    expect(page.get_by_label("A parent or carer")).to_be_checked()
    expect(page.get_by_label("My child")).to_be_checked()
    with page.expect_navigation():
        press_keys(page, "Tab", "Enter")
    expect(heading(page)).to_have_text("How old is the child?")
    assert in_every_look(page) == []
    with page.expect_navigation():
        page.get_by_label("16 or 17").press("Enter")  # As “Go on”, not “come back later”.
    page.get_by_label("16 or 17").check()
    press(page, "Go on")
    page.get_by_label("What happened?").fill("We planned it together.")
    press(page, "Go on")
    press(page, "Go on")
    expect(heading(page)).to_have_text("Which rung of the ladder did it feel like?")
    page.get_by_label("We were not asked at all").check()
    assert in_every_look(page) == []
    press(page, "Go on")
    page.get_by_label("A school or nursery?").fill("Penn Fields School")
    assert in_every_look(page) == []
    press(page, "Save and come back later")
    page.goto("/stories/share/write/")
    assert in_every_look(page) == []
    go(page.get_by_role("link", name="See what is done"))
    go(page.get_by_role("link", name="Go on with my story"))
    expect(page).to_have_url(re.compile("/partners/$"))
    expect(page.get_by_label("A school or nursery?")).to_have_value("Penn Fields School")
