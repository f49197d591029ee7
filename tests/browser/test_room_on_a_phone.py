"""A small phone shows words first: heads and feet of pages are short, and no word is torn where it could stand whole."""

import pytest

from tests.browser.conftest import SMALL_PHONE
from tests.support.factories import make_published_story

# Of a phone's 568 px: a heading begins in the first third, and the foot takes no more than two thirds.
LOWEST_HEADING, TALLEST_FOOT = 190, 378
TALLEST_START = 6_800  # In the telephone’s own letters. It was 7,400.
EASY_READ = "/what-is-co-production/"
TOP_OF_HEADING = "document.querySelector('h1').getBoundingClientRect().top"
FOOT = "document.querySelector('.site-footer').getBoundingClientRect().height"
COLUMNS = "getComputedStyle(document.querySelector('main .grid')).gridTemplateColumns.split(' ').length"
TORN_WORDS = r"""() => {
    const torn = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const place = texts.currentNode.parentElement.closest("h1, h2, h3, .lead, .card, .tag, small");
        if (!place || !place.offsetParent) continue;
        for (const word of texts.currentNode.data.matchAll(/\p{L}+(?:-\p{L}+)+/gu)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            const lines = new Set([...range.getClientRects()].map(line => Math.round(line.top)));
            if (lines.size > 1) torn.push(word[0]);
        }
    }
    return torn;
}"""


@pytest.fixture
def phone(page):
    page.set_viewport_size(SMALL_PHONE)
    return page


def test_a_page_begins_near_the_top_of_a_phone_and_its_foot_is_short(phone, loaded_site):
    tall = {}
    for address in (EASY_READ, "/charter/", "/partners/"):
        phone.goto(address)
        measured = phone.evaluate(TOP_OF_HEADING), phone.evaluate(FOOT)
        if measured[0] > LOWEST_HEADING or measured[1] > TALLEST_FOOT:
            tall[address] = measured
    assert tall == {}


def test_where_a_story_begins_a_phone_shows_numbers_to_ring_before_all_else_and_the_page_is_not_endless(
    phone, loaded_site
):
    phone.goto("/stories/share/")

    number = phone.get_by_role("link", name="999").first.bounding_box()
    first_card = phone.locator(".card").first.bounding_box()
    assert number["y"] < first_card["y"]
    assert phone.evaluate("document.documentElement.scrollHeight") < TALLEST_START


def test_no_word_with_a_hyphen_is_torn_in_a_heading_or_a_card(phone, loaded_site):
    make_published_story(
        title="What co-production and co-design, side by side, did for our short-break club"
    )
    torn = {}
    for address in (
        "/",
        EASY_READ,
        "/stories/",
        "/resources/",
        "/easy-read/",
        "/whats-next/",
        "/partners/",
    ):
        phone.goto(address)
        for width in (320, 390, 1280):
            phone.set_viewport_size({"width": width, "height": 640})
            found = phone.evaluate(TORN_WORDS)
            torn |= {(address, width): found} if found else {}
    assert torn == {}


def test_of_four_cards_none_stands_alone(page, loaded_site):
    for number in range(4):
        make_published_story(title=f"Story {number}")
    page.set_viewport_size({"width": 1280, "height": 800})

    page.goto("/stories/")

    assert page.evaluate(COLUMNS) == 2


def test_of_the_seven_supports_none_stands_alone(page, loaded_site):
    page.set_viewport_size({"width": 1280, "height": 800})

    page.goto("/whats-next/")

    assert page.locator(".supports > li").count() == 7
    assert page.evaluate(COLUMNS) == 4
