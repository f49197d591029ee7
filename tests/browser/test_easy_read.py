"""A page changes: its Easy Read says so, staff read both, and it is true again. On paper it is large, one step below the other."""

import pytest
from playwright.sync_api import expect

from pages.models import Page
from tests.browser.conftest import follow, press
from tests.support.factories import make_user

TWIN = "/what-is-co-production/easy-read/"
BEHIND = "The page that this is about has changed."
POINTS_OF_A_PIXEL = 72 / 96


@pytest.fixture
def desk(new_context, sign_in, settings, loaded_site):
    settings.REQUIRE_STAFF_MFA = False
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, make_user("Content editors"))
    return page


def test_a_page_changes_its_twin_is_behind_and_is_checked(desk, no_script_page, in_every_look, page):
    source = Page.objects.get(slug="what-is-co-production")
    source.summary = "It is something else now."
    source.save()
    no_script_page.goto("/what-is-co-production/")
    follow(no_script_page.get_by_role("main"), "Easy Read")
    expect(no_script_page.get_by_text(BEHIND)).to_be_visible()

    desk.goto("/admin/")
    follow(desk.get_by_role("main"), "1 Easy Read pages that are behind")
    follow(desk.get_by_role("main"), "What is co-production?")
    follow(desk.get_by_role("main"), "Does it still say the same?")
    expect(desk.locator("ins").first).to_contain_text("something else")
    press(desk, "Checked again: it says the same")

    expect(desk.get_by_text("Checked again: What is co-production?")).to_be_visible()
    no_script_page.goto(TWIN)
    expect(no_script_page.get_by_text(BEHIND)).to_have_count(0)
    page.goto(TWIN)
    assert in_every_look(page) == []


def test_on_paper_the_words_have_fourteen_points_and_stand_below_each_other(page, loaded_site):
    page.goto(TWIN)
    page.emulate_media(media="print")
    lines = page.locator(".for-children p")
    steps = page.locator(".for-children > li")

    sizes = lines.evaluate_all("lines => lines.map(line => parseFloat(getComputedStyle(line).fontSize))")
    lefts = steps.evaluate_all("steps => steps.map(step => step.getBoundingClientRect().left)")

    assert min(sizes) * POINTS_OF_A_PIXEL >= 13.9
    assert len(set(map(round, lefts))) == 1
