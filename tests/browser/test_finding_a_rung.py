"""Somebody finds their rung in a real browser: without script, with the keyboard alone, and on paper."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow, press
from tests.support.reflection import code, kept_address

A4_IN_POINTS = rb"/MediaBox\s*\[0 0 59\d(\.\d+)? 84\d"
WIDEST = "1" + "0" * 12  # A caution, a tip and three steps: the longest result there is.


def sheets(paper: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", paper))


def test_a_parent_answers_and_keeps_a_link_without_script(no_script_page):
    page = no_script_page
    page.goto("/")
    follow(page, "Find your rung")
    follow(page, "A family member")

    press(page, "See where we stand")
    expect(page.get_by_role("alert")).to_contain_text("Pick an answer for one line or more.")
    for group in page.get_by_role("group").all():
        group.get_by_label("Mostly").check()
    page.get_by_role("group").first.get_by_label("Not yet").check()
    press(page, "See where we stand")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are about here: Co-production")
    assert page.url.endswith("/ladder/where-are-you/family/")
    page.get_by_text("Keep my result").click()
    address = page.locator(".private-link a").get_attribute("href")
    assert page.context.cookies() == []
    page.goto(address[address.index("/ladder/") :])
    expect(page.get_by_role("heading", level=1)).to_have_text("You are about here: Co-production")


def test_a_young_person_answers_with_the_keyboard_alone(page):
    page.goto("/ladder/where-are-you/young-person/")
    first = page.get_by_role("radio").first
    while not first.evaluate("radio => radio === document.activeElement"):
        page.keyboard.press("Tab")

    page.keyboard.press("Space")
    for _ in range(9):
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="See where we stand")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("You are about here: Co-production")


@pytest.mark.takes_long
def test_every_page_on_the_way_meets_wcag_2_2_aa_and_none_scrolls_sideways(page, in_every_look):
    faults = []
    for address in ("", "how-this-works/", "family/", "young-person/", "staff/", "compare/"):
        page.goto(f"/ladder/where-are-you/{address}")
        faults += in_every_look(page)
    page.goto("/ladder/where-are-you/young-person/")
    press(page, "See where we stand")
    faults += in_every_look(page)
    page.goto(kept_address(code(answers=WIDEST)))
    faults += in_every_look(page)
    page.goto("/ladder/where-are-you/compare/")
    page.get_by_label("Your code, or your link").fill(code(answers=WIDEST))
    page.get_by_label("The other code, or the other link").fill(code("staff"))
    press(page, "Show both")
    expect(page.get_by_text("Talk about this").first).to_be_visible()
    faults += in_every_look(page)
    assert faults == []


@pytest.mark.parametrize("side", ["family", "young", "staff"])
def test_a_result_prints_on_one_sheet_with_the_link_that_opens_it(page, side):
    answers = WIDEST if side != "young" else WIDEST[:10]
    page.goto(kept_address(code(side, answers)))
    expect(page.locator(".steps > li")).to_have_count(3 if side != "young" else 2)

    paper = page.pdf(prefer_css_page_size=True)

    assert sheets(paper) == 1
    assert re.search(A4_IN_POINTS, paper)
    page.emulate_media(media="print")
    expect(page.locator(".private-link a")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Just starting")
