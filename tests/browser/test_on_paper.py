"""Each public page prints on one or two sheets, and says where it came from."""

from collections import Counter

from django.test import Client

from tests.support import walk

MOST_SHEETS = 2
# Each with its reason in docs/decisions.md, “Paper”.
LONGER = {
    "/resources/": 3,
    "/stories/share/template/": 3,
    "/pl/stories/share/": 3,
    "/ur/stories/share/": 4,
}
OF_A_KIND = 4
ADDRESS_ON_PAPER = "getComputedStyle(document.querySelector('.back-to-top'), '::after').content"


def test_every_public_page_prints_on_two_sheets_at_most_but_for_those_with_a_reason(page, loaded_site):
    sheets = {}
    for address in some_of_each_kind(walk.mapped(Client())):
        page.goto(address)
        sheets[address] = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")

    assert len(sheets) > 60
    over = {address: count for address, count in sheets.items() if count > MOST_SHEETS}
    assert {address: count for address, count in over.items() if count > LONGER.get(address, 0)} == {}
    assert set(LONGER) <= set(sheets)


def test_paper_says_its_address_and_not_what_is_only_pressed(page, loaded_site):
    page.goto("/a-z/")
    letters = page.get_by_role("navigation", name="Letters")
    assert letters.is_visible()

    page.emulate_media(media="print")

    assert page.evaluate(ADDRESS_ON_PAPER).endswith('/a-z/"')
    assert not letters.is_visible()
    assert page.get_by_role("link", name="Advocate").is_visible()


def some_of_each_kind(addresses):
    """All pages at the first level; below a place that has many, such as partners, the first few and those with a reason."""
    seen = Counter()
    for address in addresses:
        above = address.rstrip("/").rpartition("/")[0]
        seen[above] += 1
        if not above or seen[above] <= OF_A_KIND or address in LONGER:
            yield address
