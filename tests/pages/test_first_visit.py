"""A first visit fits into what a server may send before it hears back: everything counted, on every public page.

The fonts come after the page has been read and drawn, and not where data is saved; the one script comes then too, where
somebody may have to leave at once. What they add has limits of its own.
"""

import pytest
from django.test import Client

from coproduction_site.in_languages.addresses import in_english, is_of_route, language_of
from tests.support import chances, factories, walk
from tests.support import events as days
from tests.support.first_visit import (
    MOST_REQUESTS,
    ONE_FLIGHT,
    files_of,
    fonts_of,
    weight_of,
    weight_of_file,
)

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
# Long pages, most of which fit when the sheet has lost another kilobyte. What their hard words mean is worth the rest.
STILL_LONGER = {
    "/": 15_060,  # Programs read there whose site it is.
    "/a-z/": 14_700,
    "/charter/": 15_150,
    "/how-it-differs/": 15_530,
    "/ladder/where-are-you/young-person/": 14_800,
    "/privacy/": 15_750,
    "/stories/share/": 14_580,
    "/stories/share/pictures/": 16_520,
    "/stories/share/template/": 15_480,
    "/what-is-co-production/": 15_010,
}
# The route of a story in another language: a sheet of its own, letters of two bytes, and what the script says.
OF_A_LANGUAGE = 1_520
# A half page to print has a sheet of its own besides, and so have lines to answer, ways to choose from, a day to
# come to, pictures to pick, the promises of the charter, and who has signed it.
WITH_A_SHEET_MORE = (
    *("/print/", "/family/", "/young-person/", "/staff/"),
    *("/methods/", "/an-hour/", "/a-day/", "/a-chance/", "/template/"),
    *("/charter/", "/charter/children/", "/charter/versions/1/", "/charter/signed/", "/share/pictures/"),
)
MOST_OF_A_FONT = 10_700
LEAVE, MOST_OF_LEAVING = "/static/js/leave.js", 1_200
LEFT_AT_ONCE = ("/stories/share/", "/stories/follow/", "/safe-use/")


@pytest.fixture(scope="module")
def public_pages(starter_content):
    for _ in range(13):
        factories.make_published_story(happened="We planned it together. " * 40)
    days.make_event(slug="a-day", about="<p>We plan it together.</p>" * 20, getting_in="A lift. " * 20)
    chances.make_chance(
        slug="a-chance", about="<p>We choose it together.</p>" * 20, help_given="A lift. " * 50
    )
    pages = walk.pages_of(walk.every_address(Client()))
    return {address: page for address, page in pages.items() if not address.startswith("/accounts/")}


def test_a_first_visit_to_any_public_page_fits_one_flight(public_pages):
    weights = {address: weight_of(page) + files_weigh(page) for address, page in public_pages.items()}
    over = {page: weight for page, weight in weights.items() if weight > most_of(page)}

    assert len(weights) > 30
    assert over == {}, over


def test_the_letters_cost_a_first_visit_one_small_file(public_pages):
    """Pages in other languages have letters of their own: tests/pages/translations/test_letters_of_languages.py."""
    english = {
        address: page
        for address, page in public_pages.items()
        if 'lang="en' in page.content.decode()[:60]
    }
    fonts = {address: fonts_of(page) for address, page in english.items()}
    requests = {
        address: 1 + len((files_of(page.content.decode()) - {LEAVE}) | fonts[address])
        for address, page in english.items()
    }

    assert all(len(names) == 1 for names in fonts.values())
    assert all(sum(map(weight_of_file, names)) < MOST_OF_A_FONT for names in fonts.values())
    over = {address: count for address, count in requests.items() if count > MOST_REQUESTS}
    assert min(requests.values()) > 2
    unforeseen = {address for address in over if not address.endswith(WITH_A_SHEET_MORE)}
    assert {address for address in unforeseen if not address.startswith(LEFT_AT_ONCE)} == set()
    assert set(over.values()) <= {MOST_REQUESTS + 1}


def test_the_way_out_costs_one_small_file_and_only_pages_that_have_it(public_pages):
    carriers = {
        address for address, page in public_pages.items() if LEAVE in files_of(page.content.decode())
    }

    left_at_once = {page for page in public_pages if in_english(page).startswith(LEFT_AT_ONCE)}
    assert carriers == left_at_once != set()
    assert weight_of_file(LEAVE) < MOST_OF_LEAVING


def most_of(address) -> int:
    if language_of(address) and is_of_route(address):
        return STILL_LONGER.get(in_english(address), ONE_FLIGHT) + OF_A_LANGUAGE
    return STILL_LONGER.get(address, ONE_FLIGHT)


def files_weigh(page) -> int:
    return sum(map(weight_of_file, files_of(page.content.decode()) - {LEAVE}))
