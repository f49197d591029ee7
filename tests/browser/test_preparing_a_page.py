"""A page is prepared in a real browser, without script: draft, a colleague's look, its hour, live."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from coproduction_site.drafts import scheduled
from coproduction_site.drafts.models import Draft
from pages.models import Page
from tests.browser.conftest import follow, go
from tests.support.factories import make_user

pytestmark = pytest.mark.usefixtures("loaded_site")


@pytest.fixture
def signed_in(client, settings, loaded_site):
    """Signs an editor in, without the second factor that other tests walk through."""
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", name="Ellis"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value

    def enter(page):
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": loaded_site.url}]
        )
        return page

    return enter


def press(page, name):
    go(page.get_by_role("button", name=name).last)


def visitor(new_context, address):
    page = new_context().new_page()
    page.goto(address)
    return page


def test_a_page_goes_from_draft_to_live_by_a_colleague_and_an_hour(signed_in, new_context):
    editor = signed_in(new_context(java_script_enabled=False).new_page())
    about = Page.objects.get(slug="about-these-pages")
    editor.goto(f"/admin/pages/page/{about.pk}/change/")
    editor.locator("#id_title").fill("Prepared with care")
    press(editor, "Save draft")
    expect(editor.get_by_text("The draft is saved")).to_be_visible()

    editor.locator("#id_title").fill("Only looked at")
    with editor.context.expect_page() as opened:
        editor.get_by_role("button", name="Preview in a new tab").last.click()
    expect(opened.value.get_by_role("heading", level=1, name="Only looked at")).to_be_visible()
    expect(editor.locator("#id_title")).to_have_value("Only looked at")

    follow(editor, "Compare, share, throw away")
    expect(editor.locator("ins", has_text="Prepared with care")).to_be_visible()
    editor.get_by_label("Your colleague’s e-mail address").fill("pat@example.org")
    press(editor, "Send the letter")
    expect(editor.get_by_text("Your colleague gets a letter")).to_be_visible()
    link = next(line for line in mail.outbox[-1].body.splitlines() if "/drafts/" in line)
    colleague = visitor(new_context, urlsplit(link).path)
    expect(colleague.get_by_role("heading", level=1, name="Prepared with care")).to_be_visible()
    expect(visitor(new_context, "/about-these-pages/").get_by_text("Prepared with care")).to_have_count(
        0
    )

    follow(editor, "Go on writing")
    editor.get_by_label("What changed").fill("It has a new title.")
    choose_tomorrow(editor)
    editor.goto("/admin/coproduction_site/draft/")
    expect(editor.get_by_role("listitem").filter(has_text="Prepared with care")).to_contain_text("09:00")
    with time_machine.travel(Draft.objects.get().publish_at + timedelta(minutes=1)):
        assert scheduled.publish_due() == 1

    live = visitor(new_context, "/about-these-pages/")
    expect(live.get_by_role("heading", level=1, name="Prepared with care")).to_be_visible()
    expect(live.get_by_text("It has a new title.")).to_be_visible()
    colleague.reload()
    expect(colleague.get_by_text("This link has ended")).to_be_visible()


def choose_tomorrow(editor):
    moment = timezone.localtime(timezone.now() + timedelta(days=1))
    editor.get_by_label("Day", exact=True).fill(f"{moment:%Y-%m-%d}")
    editor.get_by_label("Hour", exact=True).fill("09:00")
    press(editor, "Publish at this hour")
    expect(editor.get_by_text("It goes out on").first).to_be_visible()


def test_a_link_is_over_for_everybody_once_the_editor_ends_it(signed_in, new_context):
    editor = signed_in(new_context(java_script_enabled=False).new_page())
    about = Page.objects.get(slug="about-these-pages")
    editor.goto(f"/admin/pages/page/{about.pk}/change/")
    editor.locator("#id_title").fill("Prepared with care")
    press(editor, "Save draft")
    follow(editor, "Compare, share, throw away")
    press(editor, "Make a link")
    link = editor.locator(".draft-link a").get_attribute("href")
    colleague = visitor(new_context, urlsplit(link).path)
    expect(colleague.get_by_role("heading", level=1, name="Prepared with care")).to_be_visible()

    press(editor, "End this link")

    expect(editor.get_by_text("The link does not work any more.")).to_be_visible()
    colleague.reload()
    expect(colleague.get_by_text("This link has ended")).to_be_visible()


def test_what_waits_for_its_hour_and_what_did_not_go_out_says_so_wherever_it_stands(
    page, signed_in, in_every_look
):
    editor, about = signed_in(page), Page.objects.get(slug="about-these-pages")
    address = f"/admin/pages/page/{about.pk}/change/"
    editor.goto(address)
    editor.locator("#id_title").fill("Prepared with care")
    choose_tomorrow(editor)
    screens = [address, "/admin/coproduction_site/draft/", "/admin/"]
    faults = looks_at(editor, screens[:2], "Goes out on", in_every_look)
    Page.objects.filter(pk=about.pk).update(summary="Published meanwhile.", version=about.version + 1)

    with time_machine.travel(Draft.objects.get().publish_at + timedelta(minutes=1)):
        assert scheduled.publish_due() == 0

    screens.append(f"/admin/coproduction_site/draft/{Draft.objects.get().pk}/change/")
    faults += looks_at(editor, screens, re.compile("did not go out", re.IGNORECASE), in_every_look)
    assert faults == []
    assert any("did not" in letter.body for letter in mail.outbox)


def looks_at(editor, addresses, text, in_every_look) -> list[str]:
    faults = []
    for address in addresses:
        editor.goto(address)
        expect(editor.get_by_text(text).first).to_be_visible()
        faults += in_every_look(editor)
    return faults


def test_every_screen_of_a_draft_meets_wcag_2_2_aa(page, signed_in, in_every_look, new_context):
    editor, axe = signed_in(page), in_every_look
    rung = "/admin/ladder/rung/"
    editor.goto(rung)
    go(editor.locator("#result_list tbody th a").first)
    faults = axe(editor)
    editor.get_by_label("Meaning").fill("Prepared words.")
    press(editor, "Publish at this hour")
    expect(editor.get_by_text("Choose a day and an hour.").first).to_be_visible()
    faults += axe(editor)
    editor.get_by_label("Meaning").fill("PLEASE READ THIS NOW.")
    press(editor, "Publish now")
    expect(editor.get_by_text("is in CAPITALS")).not_to_have_count(0)
    faults += axe(editor)
    editor.get_by_label("Meaning").fill("Prepared words.")
    press(editor, "Save draft")
    faults += axe(editor)
    follow(editor, "Compare, share, throw away")
    press(editor, "Make a link")
    faults += axe(editor)
    link = editor.locator(".draft-link a").get_attribute("href")
    faults += axe(visitor(new_context, urlsplit(link).path))
    press(editor, "Throw this draft away")
    faults += axe(editor)
    editor.goto("/admin/coproduction_site/draft/")

    assert faults + axe(editor) == []
