"""An editor pastes from Word, as a browser gives it."""

import pytest
from playwright.sync_api import expect

from pages.models import Page
from tests.browser.conftest import SMALL_PHONE, press
from tests.coproduction_site.test_pasted import from_word
from tests.support.factories import make_user

HTML = (
    "<h1>Our plan</h1>"
    + from_word(1, "·", "Meet")
    + from_word(2, "o", "Have tea")
    + "<p><img src='file:///c:/team.png'><a href='file:///c:/plan.doc'>the plan</a></p>"
    + f"<table><tr>{''.join(f'<td>Column {number}</td>' for number in range(8))}</tr></table>"
)
PASTE = """(shown, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "not this");
  shown.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def editor(page, settings, sign_in):
    settings.REQUIRE_STAFF_MFA = False
    sign_in(page, make_user("Content editors"))
    page.refused = []
    page.on("console", lambda line: page.refused.append(line.text) if line.type == "error" else None)
    return page


def test_a_paste_from_word_keeps_its_lists_and_says_what_did_not_come_along(
    editor, new_context, in_every_look
):
    about = Page.objects.get(slug="about-these-pages")
    editor.goto(f"/admin/pages/page/{about.pk}/change/")
    box = editor.get_by_role("textbox", name="Body")
    box.click()
    editor.keyboard.press("Control+A")

    box.evaluate(PASTE, HTML)

    expect(editor.get_by_role("status")).to_contain_text("One picture was left out")
    expect(editor.get_by_role("status")).to_contain_text("One link was left out")
    expect(box.locator("ul ul li")).to_have_text("Have tea")
    press(editor, "Publish now")
    expect(editor.get_by_text("Table 1 has no headings.")).to_be_visible()
    assert in_every_look(editor) == []
    box.get_by_text("Column 0", exact=True).click()
    editor.get_by_role("button", name="Toggle header cell").click()
    expect(box.locator("th")).to_have_text("Column 0")
    press(editor, "Publish now")
    expect(editor.locator(".messagelist")).to_contain_text("was changed successfully")
    assert editor.refused == []

    visitor = new_context(viewport=SMALL_PHONE).new_page()
    visitor.goto("/about-these-pages/")
    expect(visitor.get_by_role("heading", level=2, name="Our plan")).to_be_visible()
    expect(visitor.locator("main ul ul li")).to_have_text("Have tea")
    table = visitor.get_by_role("region", name="Table 1: Column 0, Column 1")
    table.focus()
    assert table.evaluate("box => box.scrollWidth > box.clientWidth && box === document.activeElement")
    assert in_every_look(visitor) == []
