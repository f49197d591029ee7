"""A story in easy words and in Urdu: written on the desk, and read on a small phone without script."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from stories.models import OtherWords
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.factories import make_moderator, make_published_story

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def test_other_words_are_written_on_the_desk_and_read_on_a_phone(
    new_context, loaded_site, sign_in, in_every_look
):
    story = make_published_story(title="Our club", happened="We met.", in_other_words=True)
    desk = sign_in(new_context().new_page(), make_moderator())
    desk.goto(reverse("admin:stories_story_change", args=[story.pk]))
    desk.get_by_text("In easy words, or in another language").click()
    follow(desk, "Easy words")
    desk.get_by_label("Title").fill("A club")
    desk.get_by_label("Text").fill("We met.\nWe ate.")
    press(desk, "Show it to everybody")
    expect(desk.get_by_text("Everybody can read it now, below the story.")).to_be_visible()
    assert in_every_look(desk) == []

    desk.goto(reverse("admin:stories_story_other_words", args=[story.pk, "ur"]))
    desk.get_by_label("Title").fill("ہمارا کلب")
    desk.get_by_label("Text").fill(f"ہم ملے۔ {LONG}")
    desk.get_by_label("Translated by").fill(LONG)
    press(desk, "Save, and show it to nobody")
    if desk.get_by_label("I looked at each").count():
        desk.get_by_label("I looked at each").check()
    press(desk, "Show it to everybody")
    assert OtherWords.objects.public().count() == 2

    phone = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
    phone.goto(story.get_absolute_url())
    expect(phone.get_by_text("We ate.")).to_be_hidden()
    phone.get_by_text("In easy words").click()
    phone.get_by_text("In Urdu").click()
    expect(phone.get_by_text("We wrote this. It is not the teller’s own words.")).to_be_visible()
    expect(phone.get_by_text("ہم ملے۔")).to_have_css("direction", "rtl")
    expect(phone.get_by_text("We ate.")).to_be_visible()

    reader = new_context(viewport=SMALL_PHONE).new_page()
    reader.goto(story.get_absolute_url())
    for name in ("In easy words", "In Urdu"):
        reader.get_by_text(name).click()
    assert in_every_look(reader) == []
