"""A partner at work in a real browser: signing in, editing with and without script, looking, saving."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import expect

from partners.models import Partner
from tests.browser.conftest import follow, press
from tests.factories import PASSWORD, make_member

SIZES = [320, 1280]


@pytest.fixture
def partner(loaded_site):
    cache.clear()
    partner = Partner.objects.get(slug="hy5")
    make_member(partner, email="partner@example.org")
    return partner


def sign_in(page):
    page.goto("/accounts/login/?next=/partners/mine/")
    page.get_by_label("Your e-mail address").fill("partner@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Sign in", exact=True)
    expect(page).to_have_url(re.compile("/partners/mine/$"))


def has_no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def listen(page):
    """What the browser refused or could not do."""
    page.refused = []
    page.on("console", lambda said: page.refused.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.refused.append(str(error)))
    return page


def test_a_partner_edits_its_page_without_script(partner, no_script_page, new_context):
    page = no_script_page
    sign_in(page)
    follow(page, "Edit HY5!")
    page.get_by_label("More about you").fill("First lines.\n\nSecond lines.")
    page.get_by_label("What does it cost?").fill("Free")

    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Look at it first").click()
    preview = opened.value
    expect(preview.get_by_text("This is a preview. Nothing is saved.")).to_be_visible()
    expect(preview.get_by_text("Second lines.")).to_be_visible()
    preview.close()
    press(page, "Save and show it to everybody")

    expect(page.get_by_role("status")).to_contain_text("Saved.")
    anybody = new_context(java_script_enabled=False).new_page()
    anybody.goto("/partners/hy5/")
    expect(anybody.locator("p", has_text="Second lines.")).to_have_text("Second lines.")
    expect(anybody.get_by_text("Free", exact=True)).to_be_visible()


def test_a_partner_writes_rich_text_with_the_keyboard_and_the_policy_allows_it(partner, page):
    listen(page)
    sign_in(page)
    page.goto("/partners/hy5/edit/")
    editor = page.get_by_role("textbox", name="More about you")

    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+B")
    page.keyboard.type("Strong words")
    press(page, "Save and show it to everybody")

    expect(page.get_by_role("status")).to_contain_text("Saved.")
    page.goto("/partners/hy5/")
    expect(page.locator("strong", has_text="Strong words")).to_be_visible()
    assert page.refused == []


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_editing_pages_are_open_to_everybody(partner, new_context, axe, width, scheme):
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    sign_in(page)
    assert axe(page) == []

    page.goto("/partners/hy5/edit/")
    expect(page.get_by_role("textbox", name="More about you")).to_be_visible()
    assert axe(page) == []
    assert has_no_sideways_scroll(page)

    page.get_by_label("E-mail").fill("nobody")
    press(page, "Save and show it to everybody")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("E-mail")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    assert axe(page) == []

    page.goto("/partners/hy5/edit/preview/")
    assert axe(page) == []
    assert has_no_sideways_scroll(page)


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_directory_a_profile_and_the_charter_are_open_to_everybody(
    loaded_site, new_context, axe, width, scheme
):
    page = new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    for address in [
        "/partners/",
        "/partners/?age=9&help=advice",
        "/partners/?age=many",
        "/partners/city-of-wolverhampton-council/",
        "/partners/voice4parents/",
        "/charter/",
    ]:
        page.goto(address)
        assert axe(page) == []
        assert has_no_sideways_scroll(page), address
        expect(page.locator("h1")).to_have_count(1)


def test_a_family_finds_a_partner_without_script(no_script_page):
    page = no_script_page
    page.goto("/partners/")
    page.get_by_label("Age", exact=True).fill("9")
    page.get_by_label("Kind of help").select_option(label="Advice")
    press(page, "Show partners")

    expect(page.get_by_role("heading", name="1 partner")).to_be_visible()
    follow(page, "Wolverhampton Information")
    expect(page.get_by_role("heading", name="Get in touch")).to_be_visible()


def test_the_charter_is_printed_on_two_sheets_at_most(loaded_site, page):
    page.goto("/charter/")

    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")

    assert 1 <= sheets <= 2
