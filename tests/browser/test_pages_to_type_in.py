"""Photos of a paper form become a story: a parent sends them with a small phone, a moderator types them in beside them."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from coproduction_site import honeypot
from stories.models import Story
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support import uploads
from tests.support.factories import make_moderator
from tests.support.photographed import sheet

PICTURES = os.environ.get("PICTURES_OF_PAGES")  # A folder, to look at what the test sees.


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch, settings):
    settings.REQUIRE_STAFF_MFA = False
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def photo(number):
    return {"name": f"IMG_{number}.jpg", "mimeType": "image/jpeg", "buffer": sheet(number)}


def picture_of(page, name):
    """To be looked at by a person: PICTURES names a folder."""
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def choose(page, label, *numbers):
    page.get_by_label(label).set_input_files([photo(number) for number in numbers])


def test_photos_of_a_paper_form_become_a_typed_story(no_script_page, page, sign_in):
    phone = no_script_page
    phone.goto("/stories/share/template/back/")
    choose(phone, "Your file, or photos of your pages", 1, 2)
    press(phone, "Put my answers in")
    expect(phone.locator("h1")).to_contain_text("We have your pages")
    choose(phone, "More photos of your pages", 3)
    press(phone, "Add these pages")
    press(phone, "Type it for me")
    expect(phone.get_by_role("alert")).to_contain_text("Tick this box if we may read your story.")
    phone.get_by_label("You may keep my story and read it").check()
    picture_of(phone, "pages-phone")
    assert phone.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]
    press(phone, "Type it for me")
    expect(phone.locator("h1")).to_contain_text("Thank you")

    story = Story.objects.get()
    sign_in(page, make_moderator())
    page.goto("/admin/")
    follow(page, re.compile("Pages to type in"))
    follow(page, re.compile("^Type it in"))
    for number in (1, 2, 3):
        drawn = page.get_by_role("img", name=f"Page {number} of 3")
        drawn.scroll_into_view_if_needed()
        expect(drawn).to_have_js_property("complete", True)
        assert drawn.evaluate("picture => picture.naturalWidth") > 300
    page.get_by_label("A parent or carer").check()
    page.get_by_label("A group, or nobody").check()
    page.get_by_label("It is not about one person").check()
    page.get_by_label("A name for your story").fill("The calm room")
    press(page, "Put it in the queue")
    expect(page.get_by_role("alert").first).to_contain_text("Tell us what happened.")
    picture_of(page, "typing-wide")
    page.get_by_label("What happened?").fill("We planned it together.")
    press(page, "Put it in the queue")
    expect(page.locator("main")).to_contain_text("is typed in")

    story.refresh_from_db()
    assert (story.state, story.is_to_type, story.happened) == (
        "waiting",
        False,
        "We planned it together.",
    )
    assert story.documents.count() == 1


def test_every_state_of_sending_and_typing_pages_meets_wcag_2_2_aa(page, in_every_look, sign_in):
    page.goto("/stories/share/template/back/")
    page.get_by_label("Your file, or photos of your pages").set_input_files(
        {"name": "film.mov", "mimeType": "", "buffer": b"\0\0\0\x14ftypqt  \0\0\0\0qt  "}
    )
    press(page, "Put my answers in")
    expect(page.get_by_role("alert")).to_contain_text("This is a film")
    picture_of(page, "refused")
    faults = in_every_look(page)
    choose(page, "Your file, or photos of your pages", 1)
    press(page, "Put my answers in")
    faults += in_every_look(page)
    picture_of(page, "pages-wide")
    page.get_by_label("More photos of your pages").set_input_files(
        {"name": "mine.txt", "mimeType": "", "buffer": "Our story — قصتنا\n".encode() * 9}
    )
    press(page, "Add these pages")
    page.get_by_label("Your telephone number").fill("none")
    press(page, "Type it for me")
    faults += in_every_look(page)
    page.get_by_label("Your telephone number").fill("")
    page.get_by_label("You may keep my story and read it").check()
    press(page, "Type it for me")
    expect(page.locator("h1")).to_contain_text("Thank you")

    sign_in(page, make_moderator())
    page.goto(f"/admin/stories/story/{Story.objects.get().pk}/type/")
    faults += in_every_look(page)
    press(page, "Put it in the queue")
    faults += in_every_look(page)
    if PICTURES:
        page.set_viewport_size(SMALL_PHONE)
        page.emulate_media(color_scheme="dark")
        picture_of(page, "typing-narrow-dark")

    assert faults == []


def test_a_photo_that_misses_its_words_is_still_chosen(no_script_page):
    page = no_script_page
    page.goto("/stories/share/who/")
    page.get_by_label("A parent or carer").check()
    page.get_by_label("A group, or nobody").check()
    press(page, "Go on")
    page.get_by_label("A name for your story").fill("The calm room")
    page.get_by_label("What happened?").fill("We planned it together.")
    for _ in range(4):
        press(page, "Go on")
    content = uploads.picture(size=(800, 600))
    page.get_by_label("Choose a photo").set_input_files(
        {"name": "table.jpg", "mimeType": "image/jpeg", "buffer": content}
    )
    press(page, "Add this photo")
    expect(page.locator("main")).to_contain_text("You chose table.jpg. We keep it here for you.")
    picture_of(page, "photo-kept")

    page.get_by_label("What does the photo show?").fill("A round table")
    page.get_by_role("group", name="Are there people in it?").get_by_label("No", exact=True).check()
    press(page, "Add this photo")

    expect(page.get_by_role("img", name="A round table")).to_be_visible()
