"""A family takes a partner away, in a real browser: on paper, in the phone, and for a search engine to find."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow
from tests.support import open_data

A5_IN_POINTS = b"[0 0 420 594"


@pytest.fixture
def partner(loaded_site):
    return open_data.make_partners_of_every_sort()["full"]


def test_half_a_sheet_is_one_page_of_a5_and_no_word_of_the_browser_complains(page, partner, axe):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(partner.get_absolute_url())
    expect(page.locator("script[type='application/ld+json']")).to_have_count(2)

    follow(page, "Print half a page")

    expect(page.get_by_role("heading", level=1)).to_have_text(partner.name)
    assert axe(page) == []
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == 1
    assert A5_IN_POINTS in paper
    assert said == []


def test_a_card_is_saved_without_script(no_script_page, partner):
    no_script_page.goto(partner.get_absolute_url())

    with no_script_page.expect_download() as download:
        no_script_page.get_by_role("link", name="Save to your phone").click()

    assert download.value.suggested_filename == "full.vcf"
    assert "FN:Open Door" in download.value.path().read_text()


def test_the_page_of_another_site_reads_the_open_data_and_no_other_page(page, partner, loaded_site):
    """Another name of this machine is another site to a browser; a style sheet has no policy of its own."""
    page.goto(f"{loaded_site.url.replace('127.0.0.1', 'localhost')}/static/css/site.css")
    read = """async address => {
        try { return (await (await fetch(address)).json()).total_items } catch (error) { return error.name }
    }"""
    here = loaded_site.url.replace("localhost", "127.0.0.1")

    assert page.evaluate(read, f"{here}/open-referral/services") > 4
    assert page.evaluate(read, f"{here}/partners/") == "TypeError"
