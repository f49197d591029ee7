"""Likely personal details on the desk, in a real browser: seen, explained, taken out by keyboard, without script."""

import re

import pytest
from playwright.sync_api import expect

from stories.models import Story
from tests.browser.conftest import SMALL_PHONE, press
from tests.support.factories import make_moderator, make_waiting_story

HAPPENED = (
    "My son Xander goes to Low Hill Primary School. Mrs Patel rang us on 07700 900123.\n\n"
    "On 3 May 2021 Xander read his own plan aloud. Write to xanders.mum@example.org."
)


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def make_story() -> Story:
    return make_waiting_story(
        title="Xander’s plan", happened=HAPPENED, good="Xander chose the biscuits.", took_part="Us."
    )


def address(story) -> str:
    return f"/admin/stories/story/{story.pk}/change/"


def test_details_are_taken_out_and_a_half_written_question_stays_without_script(new_context, sign_in):
    story = make_story()
    page = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
    sign_in(page, make_moderator()).goto(address(story))

    press(page, "Show the teller’s words")
    page.get_by_text("Ask the teller a question").first.click()
    page.get_by_role("textbox", name="What do you want to ask?").fill("Half a question")
    press(page, "Take out everywhere “Xander”")

    expect(page.locator("#personal-details")).to_contain_text("“Xander” was taken out 4 times.")
    expect(page).to_have_url(re.compile("#personal-details$"))
    expect(page.get_by_role("textbox", name="What do you want to ask?")).to_be_visible()
    expect(page.get_by_role("textbox", name="What do you want to ask?")).to_have_value("Half a question")
    story.refresh_from_db()
    assert story.public_title == "My son’s plan"
    assert story.happened == HAPPENED


def test_a_word_of_ones_own_is_taken_out_by_keyboard_alone(page, sign_in):
    story = make_story()
    sign_in(page, make_moderator()).goto(address(story))

    press(page, "Show the teller’s words")
    page.locator("summary", has_text="Take out a word of your own").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("biscuits")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“biscuits” was taken out once.")).to_be_visible()

    story.refresh_from_db()
    assert story.public_good == "Xander chose the person."


def test_the_details_are_accessible_in_each_state(page, sign_in, in_every_look):
    story = make_story()
    sign_in(page, make_moderator()).goto(address(story))

    def check():
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        assert in_every_look(page) == []

    check()
    press(page, "Show the teller’s words")
    check()
    press(page, "Take out everywhere “Patel”")
    check()
    press(page, "Take this word out everywhere")
    expect(page).to_have_title(re.compile("^Error: "))
    check()
