"""Somebody who cannot spell finds who can help, without script, on a phone, and knows how to reach them."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from coproduction_site.models import SiteSettings
from coproduction_site.search import put_right, spelling
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.factories import make_partner

PICTURES = os.environ.get("PICTURES_OF_PAGES")  # A folder, to look at what the test sees.
SIZES = {"phone": (320, 640), "desk": (1280, 800)}


@pytest.fixture
def calm(loaded_site):
    partner = make_partner(name="Calm", summary="Respite for families.", phone="01902 000111")
    put_right.put_right()
    spelling.build()
    return partner


def test_a_misspelt_word_leads_to_a_partner_and_to_a_way_to_reach_it(calm, new_context):
    phone = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    phone.goto("/")
    press(phone.get_by_role("banner"), "Search")
    phone.get_by_role("main").get_by_role("searchbox").fill("resipte")
    press(phone.get_by_role("main"), "Search")

    follow(phone.get_by_role("main"), "respite")
    follow(phone.get_by_role("main"), "Calm")

    expect(phone.get_by_role("heading", level=1)).to_have_text("Calm")
    expect(phone.get_by_role("main").get_by_role("link", name="01902 000111").first).to_be_visible()


def test_on_a_large_screen_the_header_itself_searches(calm, page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/partners/")
    page.get_by_role("banner").get_by_role("searchbox").fill("short breaks")
    press(page.get_by_role("banner"), "Search")

    expect(page.get_by_role("main").get_by_role("link", name="Calm", exact=True)).to_be_visible()
    expect(page.get_by_role("banner").get_by_role("searchbox")).to_have_count(0)


def test_every_page_of_the_search_meets_wcag_2_2_aa_in_every_look(calm, page, in_every_look):
    addresses = {
        "home": "/",
        "form": "/search/",
        "found": "/search/?q=respite",
        "meant": "/search/?q=resipte",
        "nothing": "/search/?q=xyzzy",
        "letters": "/a-z/",
    }
    assert SiteSettings.objects.exclude(pilot_until=None).exists()
    faults = []
    for name, address in addresses.items():
        page.goto(address)
        faults += [f"{address}: {fault}" for fault in in_every_look(page)]
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{size}.png", full_page=name != "home")

    assert faults == []


def test_paper_of_any_size_has_no_search_and_no_links_of_a_phone(page):
    page.goto("/a-z/")
    box = page.get_by_role("searchbox")
    expect(box).to_be_visible()

    page.emulate_media(media="print")

    expect(box).to_be_hidden()
    page.set_viewport_size(SMALL_PHONE)
    expect(box).to_be_hidden()
    expect(page.locator(".on-a-phone").first).to_be_hidden()
