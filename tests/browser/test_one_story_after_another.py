"""Reading stories one after another in a real browser: few clicks, few pages, few keys."""

import re

import pytest
from playwright.sync_api import expect

from stories.models import Story
from tests.browser.conftest import SIZES, press
from tests.support.factories import make_moderator, make_waiting_story

HAPPENED = (
    "My son Xander goes to Low Hill Primary School. Mrs Patel was kind.\n\n"
    "We read his plan aloud. He chose the room."
)
QUEUE = "/admin/stories/story/"


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def make_stories() -> list[Story]:
    return [
        make_waiting_story(title=title, happened=HAPPENED, email="teller@example.org", criticality=None)
        for title in ("A plan read aloud", "A room chosen")
    ]


class Counted:
    """Clicks, and the pages that came by them."""

    def __init__(self, page):
        self.page, self.clicks, self.loads = page, 0, 0
        page.on("load", self._note_load)

    def click(self, locator) -> None:
        self.clicks += 1
        locator.click()

    def press(self, button) -> None:
        with self.page.expect_navigation():
            self.click(self.page.get_by_role("button", name=button).first)

    def _note_load(self, page) -> None:
        self.loads += 1


def test_a_story_with_three_details_takes_at_most_five_clicks_and_three_pages(new_context, sign_in):
    story, _ = make_stories()
    page = new_context(java_script_enabled=False, viewport=SIZES["wide"]).new_page()
    sign_in(page, make_moderator(name="Mo")).goto(QUEUE)
    counted = Counted(page)

    counted.press(re.compile("^I will read it.*A plan read aloud"))
    expect(page.locator(".bar")).to_contain_text("3 details left")
    counted.click(page.get_by_label("1 – Mild"))
    counted.press("Check it, then say yes")
    expect(page.locator("body")).to_contain_text("Taken out: “Low Hill Primary School” once")
    expect(page.get_by_role("heading", name="The teller", exact=True)).to_be_visible()
    counted.press("Publish it")
    expect(page.locator("body")).to_contain_text("The story is on the website.")

    story.refresh_from_db()
    assert (story.state, story.criticality) == ("published", 1)
    assert not re.search("Xander|Patel|Low Hill", story.public_happened)
    assert counted.clicks <= 5
    assert counted.loads <= 3


def test_the_bar_stays_in_sight_and_next_opens_the_next(page, sign_in):
    _, second = make_stories()
    sign_in(page, make_moderator(name="Mo")).goto(QUEUE)
    press(page, re.compile("^I will read it.*A plan read aloud"))

    page.locator("#history").scroll_into_view_if_needed()
    page.locator("#decide").scroll_into_view_if_needed()
    expect(page.locator(".bar")).to_be_in_viewport()
    press(page, "Next story")

    expect(page.get_by_role("heading", name="A room chosen", level=1)).to_be_visible()
    second.refresh_from_db()
    assert second.claimed_by.name == "Mo"


def test_from_the_words_to_the_decision_are_at_most_ten_tabs(page, sign_in):
    make_stories()
    sign_in(page, make_moderator(name="Mo")).goto(QUEUE)
    press(page, re.compile("^I will read it.*A plan read aloud"))

    page.get_by_label("Warning before the story").focus()
    tabs = 0
    while not page.evaluate("document.activeElement.matches('#publish button')"):
        page.keyboard.press("Tab")
        tabs += 1
        assert tabs <= 10


def test_the_keys_that_the_page_lists_do_something(page, sign_in):
    make_stories()
    sign_in(page, make_moderator(name="Mo")).goto(QUEUE)
    press(page, re.compile("^I will read it.*A plan read aloud"))

    page.get_by_text("Keys for this page").click()
    listed = page.locator("details:has(> summary:text('Keys for this page')) li kbd").all_inner_texts()

    page.keyboard.press("Alt+3")
    expect(page.get_by_label("3 – Serious")).to_be_checked()
    for key in set(listed) - {"p"}:
        assert page.locator(f"[accesskey='{key}']").count() == 1, key
    with page.expect_navigation():
        page.keyboard.press("Alt+n")
    expect(page.get_by_role("heading", name="A room chosen", level=1)).to_be_visible()
    assert page.locator("[accesskey='p']").count() == 1


def test_words_and_decision_stand_side_by_side_where_there_is_room(page, sign_in):
    make_stories()
    sign_in(page, make_moderator(name="Mo"))
    page.set_viewport_size({"width": 1100, "height": 800})
    page.goto(QUEUE)
    press(page, re.compile("^I will read it.*A plan read aloud"))

    words, decision = page.locator("#read").bounding_box(), page.locator(".panes__decide").bounding_box()
    assert decision["x"] >= words["x"] + words["width"]
    page.set_viewport_size({"width": 1000, "height": 800})
    words, decision = page.locator("#read").bounding_box(), page.locator(".panes__decide").bounding_box()
    assert decision["y"] >= words["y"] + words["height"]
    expect(page.get_by_role("navigation", name="On this page")).to_be_visible()


def test_the_screen_is_accessible_in_each_state(page, sign_in, in_every_look):
    make_stories()
    sign_in(page, make_moderator(name="Mo")).goto(QUEUE)
    press(page, re.compile("^I will read it.*A plan read aloud"))
    assert in_every_look(page) == []

    press(page, "Check it, then say yes")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text(
        re.compile("Say first how critical")
    )
    assert in_every_look(page) == []
