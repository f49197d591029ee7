"""News in a real browser without script: asked for, said yes to by a press, sent, stopped."""

import os
from pathlib import Path

import pytest
from django.core import mail
from django.test import Client, override_settings
from playwright.sync_api import expect

from coproduction_site import honeypot
from coproduction_site.outbox.sending import send_letters
from pages.models import NewsReader
from pages.news import letters
from pages.news.rhythm import moment_of
from pages.news.topics import Between
from tests.browser.conftest import follow, press
from tests.support.factories import make_published_story, make_user
from tests.support.news import OUTBOX, link_in, make_reader, stops_at

PICTURES = os.environ.get("PICTURES_OF_PAGES")  # A folder, to look at what the test sees.


@pytest.fixture(autouse=True)
def _without_second_factor_and_waiting(settings, monkeypatch):
    settings.REQUIRE_STAFF_MFA = False
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def heading(page):
    return page.get_by_role("heading", level=1)


def news_go(story):
    """A letter of this time, whatever day it is."""
    reader = NewsReader.objects.get()
    with override_settings(**OUTBOX):
        letters.tell(reader, Between(moment_of(reader.sent_for), story.published_at.replace(year=2999)))
        send_letters()
    return mail.outbox[-1]


def test_news_are_asked_for_said_yes_to_read_and_stopped(new_context):
    phone = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    phone.goto("/events/")
    follow(phone, "News by e-mail")
    phone.get_by_label("Stories", exact=True).check()
    phone.get_by_label("Once a week").check()
    phone.get_by_label("Your e-mail address").fill("pat@example.org")
    press(phone, "Ask for news")
    expect(heading(phone)).to_have_text("One more thing")
    own = link_in(mail.outbox[-1])

    for opens in (Client().get, Client().head):  # As scanners of mail do.
        assert opens(own).status_code == 200
    assert not NewsReader.objects.confirmed().exists()
    phone.goto(own)
    press(phone, "Yes, send me news")
    expect(phone.get_by_text("You get our news")).to_be_visible()

    letter = news_go(make_published_story(title="The bus that came"))
    assert "- The bus that came\n" in letter.body
    phone.goto(link_in(letter, "stop/"))
    press(phone, "Stop all news")

    expect(heading(phone)).to_have_text("You get no more news")
    assert not NewsReader.objects.exists()
    assert Client().post(stops_at(letter)).status_code == 200


def test_every_page_of_news_meets_wcag_2_2_aa_in_every_look(page, in_every_look, sign_in):
    reader, asking = make_reader(), make_reader(says_yes=False)
    faults = []
    for name, address in {
        "form": "/news/",
        "asked": "/news/asked/",
        "asks": asking.get_own_url(),
        "mine": f"{reader.get_own_url()}?done=yes",
        "stop": reader.get_stop_url(),
        "ended": "/news/mine/x/",
    }.items():
        page.goto(address)
        faults += in_every_look(page)
        photograph(page, name)
    page.goto("/news/")
    press(page, "Ask for news")
    expect(page.get_by_role("alert")).to_contain_text("Choose what you want to hear about.")
    faults += in_every_look(page)
    photograph(page, "errors")

    assert faults == []


def test_the_desk_of_news_meets_wcag_2_2_aa(page, axe, sign_in):
    make_reader()
    sign_in(page, make_user("Content editors"))

    page.goto("/admin/pages/newsreader/")

    photograph(page, "desk")
    assert axe(page) == []


def photograph(page, name):
    if not PICTURES:
        return
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in (1280, 320):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=Path(PICTURES) / f"{name}-{scheme}-{width}.png", full_page=True)
    page.emulate_media(color_scheme="light")
