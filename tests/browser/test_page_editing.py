"""An editor at work in a real browser: writing with the rich text editor, looking, publishing."""

import pytest
from playwright.sync_api import expect

from pages.models import Page
from tests.browser.conftest import follow, go
from tests.support.factories import make_user


@pytest.fixture
def editor(page, client, settings, loaded_site):
    """Signed in, without the second factor that other tests walk through."""
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": loaded_site.url}]
    )
    page.refused = []
    page.on("console", lambda said: page.refused.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.refused.append(str(error)))
    return page


def test_an_editor_writes_previews_and_saves_a_page(editor, new_context):
    about = Page.objects.get(slug="about-these-pages")
    editor.goto(f"/admin/pages/page/{about.pk}/change/")

    words = editor.get_by_role("textbox", name="Body")
    words.click()
    editor.keyboard.press("Control+Home")
    editor.keyboard.type("Brand new words. ")
    go(editor.get_by_role("button", name="Save draft").first)
    expect(editor.locator(".messagelist")).to_contain_text("The draft is saved")
    follow(editor, "Preview", exact=True)

    expect(editor.get_by_text("Only people who sign in can see it here")).to_be_visible()
    expect(editor.get_by_role("heading", name="Brand new words.")).to_be_visible()
    assert editor.refused == []
    editor.go_back()
    go(editor.get_by_role("button", name="Publish now"))
    visitor = new_context().new_page()
    visitor.goto("/about-these-pages/")
    expect(visitor.get_by_role("heading", name="Brand new words.")).to_be_visible()


@pytest.mark.parametrize("desk", ["page", "support", "glossaryterm", "video", "formeraddress"])
def test_the_desks_of_an_editor_meet_wcag_2_2_aa(editor, axe, desk):
    editor.goto(f"/admin/pages/{desk}/")
    faults = axe(editor)
    rows = editor.locator("#result_list tbody th a")
    if rows.count():
        go(rows.first)
    else:
        editor.goto(f"/admin/pages/{desk}/add/")

    assert faults + axe(editor) == []


@pytest.mark.parametrize("desk", ["rung", "method"])
def test_the_desks_of_the_ladder_meet_wcag_2_2_aa(editor, axe, desk):
    editor.goto(f"/admin/ladder/{desk}/")
    faults = axe(editor)
    go(editor.locator("#result_list tbody th a").first)

    assert faults + axe(editor) == []
