"""Reading the site in a real browser, as somebody with an old telephone, or without a mouse, would."""

import re

import pytest
from playwright.sync_api import expect

from ladder.models import Rung
from pages.models import Page, Translation
from partners.models import Partner
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.factories import make_published_story


@pytest.fixture
def story(loaded_site):
    return make_published_story(
        title="The quiet room",
        content_note="About a hard year",
        rung=Rung.objects.get(number=6),
        partners=Partner.objects.current()[:2],
    )


@pytest.fixture
def addresses(story) -> list[str]:
    in_urdu = Translation.objects.published().filter(language="ur")
    things = [*Page.objects.published(), *Rung.objects.all()[:2], *in_urdu, story]
    lists = ["/ladder/", "/ladder/methods/", "/stories/", "/stories/?rung=coercion", "/pa/"]
    return lists + [thing.get_absolute_url() for thing in things]


@pytest.mark.takes_long
def test_every_page_meets_wcag_2_2_aa_and_none_scrolls_sideways(page, addresses, in_every_look):
    faults = []
    for address in addresses:
        page.goto(address)
        faults += in_every_look(page)
    assert faults == []


def test_the_first_press_of_the_tabulator_offers_to_skip_to_the_words(page, loaded_site):
    page.goto("/ladder/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("#main$"))
    page.keyboard.press("Tab")
    expect(page.locator("main :focus")).to_be_visible()


def test_a_parent_finds_the_rung_that_fits_without_script(no_script_page, loaded_site):
    page = no_script_page
    page.goto("/")

    follow(page, "Find your rung")
    follow(page.get_by_role("main"), "Consultation")
    expect(page.get_by_role("heading", level=1)).to_have_text("Consultation")
    follow(page, "One rung up")

    expect(page.get_by_role("heading", level=1)).to_have_text("Engagement")


def test_stories_are_chosen_and_read_without_script(no_script_page, story):
    page = no_script_page
    page.goto("/stories/")

    page.locator("summary", has_text="Choose which stories").click()
    page.get_by_label("Rung of the ladder").select_option("Co-design")
    press(page, "Show these")
    expect(page.get_by_role("heading", level=1)).to_have_text("Stories on the rung Co-design")
    follow(page, "The quiet room")

    expect(page.get_by_text("About a hard year")).to_be_visible()
    expect(page.get_by_text("This story is here")).to_be_visible()


def test_the_words_of_a_film_open_without_script(no_script_page, loaded_site):
    page = no_script_page
    page.goto("/what-is-co-production/")

    page.get_by_text("Read what you will see and hear").click()

    expect(page.get_by_text("Which rung are you on?").last).to_be_visible()


def test_a_page_that_runs_from_right_to_left_simply_works(new_context, loaded_site):
    Page.objects.create(
        slug="urdu",
        title="مل کر",
        summary="مل کر کام کرنا",
        body="<p>ہم مل کر فیصلہ کرتے ہیں۔</p>",
        lang="ur",
        state="published",
    )
    page = new_context(viewport=SMALL_PHONE).new_page()

    page.goto("/urdu/")

    heading = page.get_by_role("heading", level=1).bounding_box()
    assert page.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == "rtl"
    assert heading["x"] >= 0
