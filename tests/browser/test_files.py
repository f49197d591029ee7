"""Photos and documents on a small phone without JavaScript, and what axe says about each state of the page."""

import re

import pytest
from django.test import Client
from playwright.sync_api import expect

from coproduction_site import honeypot
from stories.models import Story
from tests.browser.conftest import press
from tests.support import uploads
from tests.support.factories import make_moderator, make_published_story, make_waiting_story

PHOTO = {"name": "table.jpg", "mimeType": "image/jpeg", "buffer": uploads.picture(size=(800, 600))}
NO_PHOTO = {"name": "table.jpg", "mimeType": "image/jpeg", "buffer": b"<svg></svg>"}
PLAN = {"name": "Our plan.txt", "mimeType": "text/plain", "buffer": b"What we planned"}


@pytest.fixture(autouse=True)
def nobody_has_to_wait(monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


def to_the_files(page):
    page.goto("/stories/share/who/")
    page.get_by_label("A parent or carer").check()
    page.get_by_label("A group, or nobody").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A name for your story").fill("The calm room")
    page.get_by_label("What happened?").fill("We planned it together.")
    for title in (
        "Do you want to say more",
        "Which rung",
        "Which organisations",
        "Do you want to add photos",
    ):
        page.get_by_role("button", name="Go on").click()
        expect(page).to_have_title(re.compile(title))


def add_photo(page, file, alt="A round table"):
    page.get_by_label("Choose a photo").set_input_files(file)
    page.get_by_label("What does the photo show?").fill(alt)
    page.get_by_role("group", name="Are there people in it?").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Add this photo").click()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_photo_and_a_document_are_added_and_one_is_removed(no_script_page):
    page = no_script_page
    to_the_files(page)

    add_photo(page, NO_PHOTO)
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_contain_text("This is a drawing")
    expect(page.get_by_label("What does the photo show?")).to_have_value("A round table")
    expect(
        page.get_by_role("group", name="Are there people in it?").get_by_label("No", exact=True)
    ).to_be_checked()

    add_photo(page, PHOTO)
    expect(page.get_by_role("img", name="A round table")).to_be_visible()
    page.get_by_label("Choose a document").set_input_files(PLAN)
    page.get_by_role("button", name="Add this document").click()
    expect(page.get_by_text("Our plan.txt", exact=True)).to_be_visible()
    assert fits(page)
    page.get_by_role("button", name="Remove photo 1: A round table").click()
    page.get_by_role("button", name="Yes, remove it").click()
    expect(page.get_by_role("img", name="A round table")).to_have_count(0)

    page.get_by_role("button", name="Go on").click()
    expect(page).to_have_title(re.compile("^Your name and e-mail"))
    story = Story.objects.get()
    assert (story.photos.count(), story.documents.count()) == (0, 1)


def test_axe_finds_nothing_on_the_page_in_any_state(page, axe):
    page.set_viewport_size({"width": 320, "height": 640})
    to_the_files(page)
    assert axe(page) == []

    add_photo(page, NO_PHOTO)
    expect(page).to_have_title(re.compile("^Error: "))
    assert axe(page) == []

    add_photo(page, PHOTO, alt="ثلاثة أشخاص حول طاولة مستديرة " * 5)
    expect(page.get_by_role("heading", name="Your photos")).to_be_visible()
    story = Story.objects.get()
    for number in (2, 3, 4):
        uploads.add_photo(story, number, alt="Donaudampfschifffahrtsgesellschaft" * 5, shows_people=True)
    uploads.add_document(story, name="x" * 90 + ".txt")
    page.reload()
    expect(page.get_by_text("You have added four photos.")).to_be_visible()
    assert axe(page) == []
    assert fits(page)


def test_axe_finds_nothing_on_a_story_with_photos(page, axe):
    moderator = make_moderator()
    story = make_published_story(moderator)
    for number in (1, 2):
        uploads.show(uploads.add_photo(story, number), moderator, public_caption="Our table " * 15)

    page.goto(story.get_absolute_url())

    expect(page.get_by_role("img", name="A table")).to_have_count(2)
    assert axe(page) == []


def test_axe_finds_nothing_on_the_desk_with_photos_and_documents(page, axe, settings, base_url):
    settings.REQUIRE_STAFF_MFA = False
    moderator, client = make_moderator(), Client()
    client.force_login(moderator)
    cookie = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": base_url}])
    story = make_waiting_story(name_choice="shown", shown_name="Robin")
    uploads.show(uploads.add_photo(story, 1), moderator)
    for number, agreed in ((2, True), (3, False)):
        uploads.add_photo(story, number, shows_people=True, everyone_agreed=agreed, alt="Five people")
    uploads.add_document(story, name="x" * 90 + ".txt")

    page.goto(f"/admin/stories/story/{story.pk}/change/")
    press(page, "Show the teller’s words")

    expect(page.get_by_role("button", name="Hide photo 1")).to_be_visible()
    expect(page.get_by_role("button", name="Show photo 2 with the story")).to_be_visible()
    expect(page.get_by_role("button", name="Show photo 3 with the story")).to_have_count(0)
    expect(page.get_by_text("So the name “Robin” is left out.")).to_be_visible()
    assert axe(page) == []
