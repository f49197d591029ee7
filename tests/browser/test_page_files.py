"""A picture and a file on a page, and the checker beside the fields, as eyes and ears meet them."""

import pytest
from playwright.sync_api import expect

from pages.models import Page
from tests.browser.conftest import go, press
from tests.support.factories import make_user
from tests.support.uploads import pdf, picture


@pytest.fixture
def editor(page, settings, sign_in):
    settings.REQUIRE_STAFF_MFA = False
    return sign_in(page, make_user("Content editors"))


def add(editor, title: str, name: str, content: bytes, shows: str = ""):
    editor.goto("/admin/pages/pagefile/add/")
    editor.get_by_label("Page:").select_option(label="About these pages")
    editor.get_by_label("Picture or file:").set_input_files(
        {"name": name, "mimeType": "", "buffer": content}
    )
    editor.get_by_label("Title:").fill(title)
    editor.get_by_label("What the picture shows:").fill(shows)
    press(editor, "Save", exact=True)
    expect(editor.locator(".messagelist")).to_contain_text("was added successfully")


def test_a_page_shows_a_picture_and_a_file(editor, new_context, axe, in_every_look):
    add(editor, "The team", "team.jpg", picture(), "Six people round a table")
    add(editor, "Our plan", "plan.pdf", pdf())
    go(editor.locator("#result_list").get_by_role("link", name="Our plan"))
    expect(editor.get_by_text("There is one now")).to_be_visible()
    assert axe(editor) == []

    visitor = new_context().new_page()
    visitor.goto("/about-these-pages/")

    shown = visitor.get_by_role("img", name="Six people round a table")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", True)
    expect(shown).to_have_js_property("naturalWidth", 600)
    expect(visitor.get_by_role("link", name="Our plan (PDF, 1 page, 1 kB)")).to_be_visible()
    assert in_every_look(visitor) == []


def test_the_checker_is_read_out_with_its_field(editor, axe):
    about = Page.objects.get(slug="about-these-pages")
    Page.objects.filter(pk=about.pk).update(summary="PLEASE READ THIS NOW", body="<h3>Small</h3>")

    editor.goto(f"/admin/pages/page/{about.pk}/change/")

    expect(editor.get_by_label("Summary:")).to_have_accessible_description(
        "One sentence, shown large under the title. "
        "Put right: “PLEASE READ THIS NOW” is in CAPITALS, which are hard to read. Use small letters."
    )
    expect(editor.get_by_text("“Small” is a smaller heading")).to_be_visible()
    assert axe(editor) == []
