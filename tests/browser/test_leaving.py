"""Leaving at once: by the link, by three presses of Shift, and without script. Nothing is asked of the other site before."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SMALL_PHONE
from tests.support.factories import make_waiting_story
from tests.support.in_languages import in_urdu
from tests.support.telling import FIRST, START, WRITE

ELSEWHERE = "https://weather.example/today"
BOXES = """() => {
    const box = name => document.querySelector(name).getBoundingClientRect();
    const [leave, name, row] = [".leave", ".site-header__name", ".site-header__row"].map(box);
    const { x, y, width, height } = leave;
    return {
        isOnTop: document.elementFromPoint(x + width / 2, y + height / 2).matches(".leave"),
        isBesideTheName: name.right <= x && y >= 0 && leave.bottom <= row.bottom + 1,
        isInside: leave.right <= innerWidth && document.documentElement.scrollWidth <= innerWidth,
        height,
    };
}"""


COVERED = """() => [...document.querySelectorAll(".site-header :is(button, a.on-a-phone)")].filter(way => {
    const { x, y, width, height } = way.getBoundingClientRect();
    return !way.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}).map(way => way.textContent)"""


@pytest.fixture
def asked(context, no_script_page, settings) -> list:
    """What was asked of the other place."""
    settings.LEAVE_FOR = ELSEWHERE
    requests = []

    def answer(route):
        requests.append(route.request)
        route.fulfill(content_type="text/html", body="<h1>Sunny</h1>")

    for place in (context, no_script_page.context):
        place.route("https://weather.example/**", answer)
    return requests


def is_elsewhere(page, asked):
    expect(page.get_by_role("heading")).to_have_text("Sunny")
    assert page.url == ELSEWHERE
    assert "referer" not in asked[0].all_headers()


def leave_link(page):
    return page.get_by_role("link", name="Leave this page")


def test_the_link_takes_the_page_out_of_the_history(page, asked):
    page.goto(START)
    page.goto(FIRST)
    before = page.evaluate("history.length")
    assert not asked

    leave_link(page).click()

    is_elsewhere(page, asked)
    assert page.evaluate("history.length") == before
    page.go_back()
    expect(page).to_have_url(re.compile(f"{START}$"))


def test_a_step_inside_of_the_page_leaves_nothing_to_go_back_to(page, asked):
    page.goto(START)
    page.goto(FIRST)
    before = page.evaluate("history.length")
    page.locator(".skip-link").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main$"))
    assert page.evaluate("history.length") == before

    leave_link(page).click()

    is_elsewhere(page, asked)
    page.go_back()
    expect(page).to_have_url(re.compile(f"{START}$"))


def test_three_presses_of_shift_leave_and_each_is_announced(page, asked):
    page.goto(make_waiting_story().get_follow_url())
    told = page.locator(".leave + [role=status]")
    expect(leave_link(page)).to_have_accessible_name("Leave this page or press Shift three times")

    page.keyboard.press("Shift")
    expect(told).to_have_text("Press Shift twice more to leave this page.")
    page.keyboard.press("Shift")
    expect(told).to_have_text("Press Shift once more to leave this page.")
    page.keyboard.press("Shift")

    is_elsewhere(page, asked)


def test_in_a_language_it_is_announced_in_that_language(page, asked):
    page.goto(f"/ur{START}")
    link, told = page.locator(".leave"), page.locator(".leave + [role=status]")
    name = f"{in_urdu('Leave this page')}{in_urdu('or press Shift three times')}"
    assert link.text_content() == name

    for said in (
        "Press Shift twice more to leave this page.",
        "Press Shift once more to leave this page.",
    ):
        page.keyboard.press("Shift")
        expect(told).to_have_text(in_urdu(said))
    assert told.evaluate("element => element.closest('[lang]').lang") == "ur"
    page.keyboard.press("Shift")

    is_elsewhere(page, asked)


def test_capital_letters_and_a_pause_do_not_leave(page, asked):
    page.clock.install()
    page.goto("/stories/share/story/")
    told = page.locator(".leave + [role=status]")

    for key in ["Shift+A", "Shift+B", "Shift+Tab", "Shift", "Shift", "x"]:
        page.keyboard.press(key)
    expect(told).to_be_empty()
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    page.clock.run_for(5_001)
    expect(told).to_be_empty()
    page.keyboard.press("Shift")

    expect(told).to_have_text("Press Shift twice more to leave this page.")
    assert not asked


def test_without_script_it_is_a_link(no_script_page, asked):
    no_script_page.goto(FIRST)

    leave_link(no_script_page).click()

    is_elsewhere(no_script_page, asked)


def test_the_page_is_blank_before_the_other_one_is_there(page, asked):
    page.goto(FIRST)

    left = page.evaluate(
        "() => { document.querySelector('.leave').click(); return document.body.innerText; }"
    )

    assert left.strip() == "Leaving this page."
    is_elsewhere(page, asked)


@pytest.mark.parametrize("address", [FIRST, START, WRITE])
def test_it_stays_at_hand_and_costs_no_row_on_a_small_phone(page, asked, address):
    page.set_viewport_size(SMALL_PHONE)
    page.goto(address)

    for way_down in (0, 400):
        page.evaluate("way => scrollTo(0, way)", way_down)
        boxes = page.evaluate(BOXES)
        assert boxes["isOnTop"], boxes
        assert boxes["isInside"], boxes
        assert boxes["height"] >= 44, boxes
        assert way_down or boxes["isBesideTheName"], boxes


def test_it_is_the_first_thing_after_the_skip_link_and_is_not_printed(page, asked):
    page.goto(FIRST)

    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    expect(leave_link(page)).to_be_focused()
    page.emulate_media(media="print")
    expect(leave_link(page)).to_be_hidden()


def test_pages_that_can_be_left_meet_wcag_2_2_aa(page, asked, in_every_look):
    page.goto(FIRST)

    assert in_every_look(page) == []


@pytest.mark.parametrize("width", [320, 390, 430])
def test_it_covers_neither_the_search_nor_the_menu_of_a_phone(page, asked, width):
    page.set_viewport_size({"width": width, "height": 640})

    page.goto(START)

    assert page.evaluate(COVERED) == []
