"""Reading stories one after another in a real browser: few clicks, few pages, few keys."""

import re
from collections import Counter

import pytest
from django.core import mail
from playwright.sync_api import expect

from stories.models import Story
from tests.browser.conftest import SIZES, press
from tests.support.factories import make_moderator, make_rung, make_waiting_story

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


def press_key(page, letter) -> None:
    """Alt and a letter, as a keyboard sends them: Playwright leaves out the letter, by which access keys are found."""
    session = page.context.new_cdp_session(page)
    code, number = f"{'Digit' if letter.isdigit() else 'Key'}{letter.upper()}", ord(letter.upper())
    key = {"modifiers": 1, "key": letter, "code": code, "windowsVirtualKeyCode": number}
    session.send("Input.dispatchKeyEvent", {"type": "keyDown", "unmodifiedText": letter, **key})
    session.send("Input.dispatchKeyEvent", {"type": "keyUp", **key})
    session.detach()


def press_key_to_page(page, letter) -> None:
    with page.expect_navigation():
        press_key(page, letter)


def tab_to(page, selector, most=40) -> int:
    """How often Tab is pressed until the focus is there."""
    for pressed in range(1, most + 1):
        page.keyboard.press("Tab")
        if page.evaluate("where => document.activeElement.matches(where)", selector):
            return pressed
    raise AssertionError(f"{selector} is more than {most} tabs away.")


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
    assert tab_to(page, "#publish button") <= 10


def test_the_keys_that_the_page_lists_do_something(page, sign_in):
    make_stories()
    sign_in(page, make_moderator(name="Mo")).goto(QUEUE)
    press(page, re.compile("^I will read it.*A plan read aloud"))

    page.get_by_text("Keys for this page").click()
    listed = page.locator("details:has(> summary:text('Keys for this page')) li kbd").all_inner_texts()

    assert set(listed) == {"n", "p", "0", "5", "y", "q"}
    press_key(page, "3")
    expect(page.get_by_label("3 – Serious")).to_be_checked()
    press_key(page, "1")
    expect(page.get_by_label("1 – Mild")).to_be_checked()
    press_key(page, "q")
    expect(page.get_by_label("What do you want to ask?")).to_be_visible()
    press_key_to_page(page, "n")
    expect(page.get_by_role("heading", name="A room chosen", level=1)).to_be_visible()
    press_key_to_page(page, "p")
    expect(page.get_by_role("heading", name="A plan read aloud", level=1)).to_be_visible()
    press_key_to_page(page, "y")
    expect(page.get_by_role("heading", name="Check before it goes", level=1)).to_be_visible()
    press_key_to_page(page, "u")
    expect(page.locator("body")).to_contain_text("The story is on the website.")


def test_a_morning_with_thirty_stories_needs_no_mouse(new_context, sign_in):
    make_morning()
    page = new_context(java_script_enabled=False, viewport=SIZES["wide"]).new_page()
    sign_in(page, make_moderator(name="Mo")).goto(f"{QUEUE}?reader=nobody")
    tab_to(page, "button[name=claim]", most=80)
    press_enter(page)

    keys = [read_by_keyboard(page) for _ in range(30)]

    expect(page.locator("body")).to_contain_text("There is no other story in this list")
    expect(page.locator(".breadcrumbs a[href*='reader=nobody']")).to_have_text("Stories")
    done = Counter(Story.objects.values_list("state", "approved_by__name"))
    assert done == {
        ("published", None): 20,
        ("question", None): 6,
        ("declined", None): 3,
        ("waiting", "Mo"): 1,
    }
    assert max(keys) <= 10
    assert keys.count(4) == 20


def make_morning() -> None:
    """The one that is hard to read needs two people, and comes first."""
    for number, what in enumerate([*["Publish"] * 20, *["Ask"] * 6, *["Decline"] * 3, "Hard"]):
        make_waiting_story(
            title=f"{what} {number}",
            happened="My dad hit me." if what == "Hard" else "We read the plan aloud.",
            email="teller@example.org",
            criticality=None,
        )


def read_by_keyboard(page) -> int:
    """The story that is open is decided about, and the next one opened. How many keys it took, but for what was written."""
    what = page.get_by_role("heading", level=1).inner_text().split()[0]
    keys = {"Publish": say_yes, "Ask": ask, "Decline": decline, "Hard": unfold_and_say_yes}[what](page)
    press_key_to_page(page, "n")
    return keys + 1


def say_yes(page) -> int:
    press_key(page, "0")
    press_key_to_page(page, "y")
    press_key_to_page(page, "u")
    return 3


def unfold_and_say_yes(page) -> int:
    press_key_to_page(page, "s")
    return 1 + say_yes(page)


def ask(page) -> int:
    press_key(page, "q")
    tabs = tab_to(page, "#ask textarea")
    page.keyboard.type("Which room was it?")
    tabs += tab_to(page, "#ask button[name=do]")
    press_enter(page)
    return tabs + 2


def decline(page) -> int:
    tab_to(page, ".bar a[href='#decline']")
    page.keyboard.press("Enter")
    tabs = tab_to(page, "#decline summary")
    page.keyboard.press("Enter")
    tabs += tab_to(page, "#decline input")
    page.keyboard.press("Space")
    tabs += tab_to(page, "#decline textarea")
    page.keyboard.type("Thank you. It sells something.")
    tabs += tab_to(page, "#decline button[name=do]")
    press_enter(page)
    return tabs + 4


def press_enter(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_five_of_a_narrowed_list_are_read_without_a_mouse_and_it_stays_narrowed(new_context, sign_in):
    rung = make_rung(7)
    for number in range(7):
        make_waiting_story(
            title=f"Details {number}",
            happened=f"{HAPPENED} It was number {number}.",
            email="teller@example.org",
            criticality=None,
            rung=rung if number else None,
        )
    page = new_context(java_script_enabled=False, viewport=SIZES["wide"]).new_page()
    sign_in(page, make_moderator(name="Mo")).goto(f"{QUEUE}?rung__id__exact={rung.pk}")
    tab_to(page, "button[name=five]")
    press_enter(page)
    expect(page.get_by_text("5 stories are yours to read")).to_be_visible()
    expect(page.locator("#result_list tbody tr")).to_have_count(5)
    tab_to(page, "#result_list th a", most=80)
    press_enter(page)
    press_key_to_page(page, "s")

    for _ in range(5):
        take_out_and_say_yes(page)
        press_key_to_page(page, "n")

    expect(page.locator("body")).to_contain_text("There is no other story in this list")
    tab_to(page, ".breadcrumbs a[href*=story]")
    press_enter(page)
    expect(page).to_have_url(re.compile(f"rung__id__exact={rung.pk}"))
    expect(page.locator("#result_list tbody tr")).to_have_count(0)
    published = Story.objects.filter(state="published")
    assert {story.title for story in published} == {f"Details {number}" for number in range(1, 6)}
    assert not [
        story for story in published if re.search("Xander|Patel|Low Hill", story.public_happened)
    ]
    assert len([letter for letter in mail.outbox if letter.to == ["teller@example.org"]]) == 5


def take_out_and_say_yes(page) -> None:
    """All likely details are ticked already; they go on the way to the check, where the letter is read."""
    expect(page.locator(".bar")).to_contain_text("3 details left")
    press_key(page, "0")
    press_key_to_page(page, "y")
    expect(page.locator("body")).to_contain_text("Taken out: “Low Hill Primary School” once")
    expect(page.locator("body")).to_contain_text("Your story is on the website now.")
    press_key_to_page(page, "u")
    expect(page.locator("body")).to_contain_text("The story is on the website.")


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
