"""Pages that people pin up or take along: one or two sheets each, and each says where it came from."""

ON_TWO_SHEETS = [
    "/",
    "/help-now/",
    "/whats-next/",
    "/get-involved/",
    "/a-z/",
    "/glossary/",
    "/charter/",
    "/ladder/",
    "/ladder/methods/",
    "/partners/",
]
ADDRESS_ON_PAPER = "getComputedStyle(document.querySelector('.back-to-top'), '::after').content"


def test_what_people_take_along_prints_on_two_sheets_at_most(page, loaded_site):
    sheets = {}
    for address in ON_TWO_SHEETS:
        page.goto(address)
        sheets[address] = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")

    assert {address: count for address, count in sheets.items() if not 1 <= count <= 2} == {}


def test_paper_says_its_address_and_not_what_is_only_pressed(page, loaded_site):
    page.goto("/a-z/")
    letters = page.get_by_role("navigation", name="Letters")
    assert letters.is_visible()

    page.emulate_media(media="print")

    assert page.evaluate(ADDRESS_ON_PAPER).endswith('/a-z/"')
    assert not letters.is_visible()
    assert page.get_by_role("link", name="Advocate").is_visible()
