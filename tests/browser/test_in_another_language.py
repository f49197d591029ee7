"""The story route in Urdu at 320 px without script: to its end with checked words, to an interpreter without."""

import re

import pytest
from django.utils import translation
from playwright.sync_api import expect

from coproduction_site import honeypot
from stories.models import CheckedWords, Story
from tests.browser.conftest import go
from tests.browser.test_telling import fits
from tests.support.in_languages import live_route, make_checked

URDU = "ہم نے مل کر ایک پرسکون کمرہ بنایا۔"


@pytest.fixture(autouse=True)
def live(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)
    with live_route(settings, tmp_path / "locale") as folder:
        yield folder


def press(page, english):
    """Of the buttons in the language, the one that says this."""
    with translation.override("ur"):
        name = translation.gettext(english)
    go(page.get_by_role("button", name=name, exact=True))


def is_at(page, end):
    expect(page).to_have_url(re.compile(rf"/ur/stories/share/{end}$"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.locator("html").get_attribute("lang") == "ur"
    assert fits(page), f"{end} scrolls sideways"


def to_the_consent(page):
    page.goto("/ur/stories/share/")
    is_at(page, "")
    go(page.locator("main a.button").first)
    is_at(page, "who/")
    page.locator("[name=teller][value=parent_carer]").check()
    page.locator("[name=about_whom][value=group]").check()
    press(page, "Go on")
    is_at(page, "story/")
    expect(page.locator("[name=language]")).to_have_value("ur")
    page.locator("[name=happened]").fill(URDU)
    for slug in ("more/", "rung/", "partners/", "files/", "name/", "consent/"):
        press(page, "Go on")
        is_at(page, slug)


def test_a_story_in_checked_urdu_goes_to_its_end(no_script_page):
    page = no_script_page
    make_checked()
    to_the_consent(page)

    page.locator("[name=consent_read]").check()
    press(page, "Go on")
    is_at(page, "look/")
    press(page, "It looks right. Go on")
    is_at(page, "check/")
    press(page, "Send my story")
    is_at(page, "thanks/")

    story = Story.objects.get(happened=URDU)
    assert (story.state, story.told_in, story.language) == (Story.State.WAITING, "ur", "ur")
    assert " ur " in story.consent_wording


def test_a_story_in_urdu_that_nobody_checked_ends_at_an_interpreter_and_goes_on_in_english(
    no_script_page,
):
    page = no_script_page
    CheckedWords.objects.all().delete()
    to_the_consent(page)

    expect(page.locator("[name=consent_read]")).to_have_count(0)
    expect(page.get_by_text("Urdu interpreter, please.").first).to_be_visible()
    expect(page.locator("a[href='tel:999']").first).to_be_visible()
    go(page.locator("main a[href='/stories/share/consent/']").last)

    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    page.locator("[name=consent_read]").check()
    go(page.get_by_role("button", name="Go on", exact=True))
    go(page.get_by_role("button", name="It looks right. Go on"))
    go(page.get_by_role("button", name="Send my story"))
    story = Story.objects.get(happened=URDU)
    assert (story.state, story.told_in) == (Story.State.WAITING, "ur")
