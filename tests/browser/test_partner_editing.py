"""A partner at work in a real browser: signing in, editing with and without script, looking, saving."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import expect

from partners.members.invitations import invite_to_partner
from partners.models import Partner, ProfileChange
from tests.browser.conftest import follow, go, press
from tests.support.factories import PASSWORD, make_member
from tests.support.profiles import decide, make_reader
from tests.support.signing_in import path_of


@pytest.fixture
def partner(loaded_site):
    cache.clear()
    partner = Partner.objects.get(slug="hy5")
    make_member(partner, email="partner@example.org")
    return partner


def sign_in(page):
    page.goto("/accounts/login/?next=/partners/mine/")
    page.get_by_label("Your e-mail address").fill("partner@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Sign in", exact=True)
    expect(page).to_have_url(re.compile("/partners/mine/$"))


def listen(page):
    """What the browser refused or could not do."""
    page.refused = []
    page.on("console", lambda said: page.refused.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.refused.append(str(error)))
    return page


def council(settings, base_url, page):
    """Signed in already: how staff sign in is tried elsewhere."""
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    client.force_login(make_reader())
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
    return page


def test_from_the_invitation_to_the_last_word_that_is_live_without_script(
    partner, new_context, settings, base_url
):
    link = path_of(invite_to_partner("new@example.org", partner))
    page = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    desk = council(settings, base_url, new_context(java_script_enabled=False).new_page())
    anybody = new_context(java_script_enabled=False).new_page()

    # The first sign-in
    page.goto(link)
    page.get_by_label("Your name").fill("Sam")
    page.get_by_label("password").fill(PASSWORD)
    go(page.get_by_role("main").get_by_role("button"))
    page.goto("/partners/mine/")
    follow(page, "Edit HY5!")

    # One section is live at once
    follow(page, "How to reach us")
    page.get_by_label("Phone").fill("01902 123 456")
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("Everybody sees it now: Phone.")
    anybody.goto("/partners/hy5/")
    expect(anybody.get_by_role("link", name="01902 123 456")).to_be_visible()

    # The other one is looked at, kept and sent
    follow(page, "About us")
    page.get_by_label("What do you do, in one sentence?").fill("We help everybody always.")
    page.get_by_label("More about you").fill("First lines.\n\nSecond lines.")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Look at it first").click()
    preview = opened.value
    expect(preview.get_by_text("This is a preview. Families do not see it.")).to_be_visible()
    expect(preview.locator("p", has_text="Second lines.")).to_have_text("Second lines.")
    preview.close()
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("Nobody sees them yet.")
    press(page, "Send to the council")
    expect(page.get_by_role("status")).to_contain_text("The council reads it now.")
    anybody.reload()
    expect(anybody.get_by_text("Second lines.")).to_have_count(0)

    # The council approves some and gives some back
    desk.goto("/admin/")
    follow(desk, "1 Profiles to read")
    follow(desk, "HY5!")
    expect(desk.locator("ins", has_text="always")).to_be_visible()
    desk.get_by_label("Show it: About us").check()
    desk.get_by_label("Why not yet? Summary").fill("Say whom you help.")
    press(desk, "Do what I ticked: see the letter first")
    expect(desk.get_by_role("heading", name="The letter they get")).to_be_visible()
    press(desk, "Do this, and send the letter")
    expect(desk.get_by_text("Done: HY5!")).to_be_visible()
    anybody.reload()
    expect(anybody.locator("p", has_text="Second lines.")).to_have_text("Second lines.")
    expect(anybody.get_by_text("We help everybody always.")).to_have_count(0)

    # The partner puts it right, and it is live
    page.goto("/partners/mine/")
    expect(page.get_by_text("Say whom you help.")).to_be_visible()
    follow(page, "Edit HY5!")
    follow(page, "About us")
    box = page.get_by_label("What do you do, in one sentence?")
    expect(box).to_have_value("We help everybody always.")
    box.fill("We help young people with SEND.")
    press(page, "Save")
    press(page, "Send to the council")
    desk.goto("/admin/partners/profilechange/")
    follow(desk, "HY5!")
    press(desk, "Show everything: see the letter first")
    press(desk, "Do this, and send the letter")
    anybody.reload()
    expect(anybody.get_by_text("We help young people with SEND.")).to_be_visible()
    page.goto("/partners/hy5/edit/history/")
    expect(page.get_by_text("Came back with reasons")).to_be_visible()


def test_a_partner_writes_rich_text_with_the_keyboard_and_the_policy_allows_it(partner, page):
    listen(page)
    sign_in(page)
    page.goto("/partners/hy5/edit/about-us/")
    editor = page.get_by_role("textbox", name="More about you")

    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+B")
    page.keyboard.type("Strong words")
    press(page, "Save")

    expect(page.get_by_role("status")).to_contain_text("Your new words are kept.")
    page.goto("/partners/hy5/edit/preview/")
    expect(page.locator("strong", has_text="Strong words")).to_be_visible()
    assert page.refused == []


def test_opening_and_saving_with_the_editor_changes_nothing(partner, page):
    partner.description += "<h2>More</h2>\n<ul>\n<li>One &amp; two</li>\n<li><em>Three</em></li>\n</ul>"
    partner.save()
    sign_in(page)
    page.goto("/partners/hy5/edit/about-us/")
    page.get_by_role("textbox", name="More about you").click()
    page.keyboard.type(" ")
    page.keyboard.press("Backspace")
    press(page, "Save")

    expect(page.get_by_role("status")).to_contain_text("There was nothing new to save.")


LONG = "Wordwithoutanyend" * 12
ARABIC = "نحن نساعد العائلات في المدينة. تعالوا كما أنتم."


@pytest.mark.takes_long
def test_every_page_of_editing_and_reading_is_open_to_everybody(
    partner, new_context, in_every_look, settings, base_url
):
    page, desk = (new_context().new_page() for _ in range(2))
    council(settings, base_url, desk)
    sign_in(page)
    member = partner.memberships.get().user
    edit, reading = "/partners/hy5/edit/", "/admin/partners/profilechange/"

    def check(seen, address):
        if address:
            seen.goto(address)
        expect(seen.locator("h1")).to_have_count(1)
        assert in_every_look(seen) == []

    # Empty
    for address in ["/partners/mine/", edit, f"{edit}history/", f"{edit}pictures/", f"{edit}preview/"]:
        check(page, address)
    check(desk, reading)

    # Wrong
    page.goto(f"{edit}reach-us/")
    page.get_by_label("E-mail").fill("nobody")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_be_focused()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("E-mail")).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    check(page, "")

    # Filled, long, and from right to left
    asked = {"summary": ARABIC, "description": f"<p>{LONG}</p>", "access": LONG, "send_say": ARABIC}
    change = ProfileChange.keep(partner, member, asked)
    for address in [edit, f"{edit}getting-in/", f"{edit}take-back/", f"{edit}preview/"]:
        check(page, address)
    page.goto(f"{edit}about-us/")
    expect(page.get_by_role("textbox", name="More about you")).to_be_visible()
    check(page, "")

    # Sent, moved since, read, and with a mistake
    change.send(member)
    partner.summary = "What staff wrote."
    partner.save()
    check(page, edit)
    check(desk, reading)
    check(desk, f"{reading}{change.pk}/change/")
    press(desk, "Do what I ticked: see the letter first")
    expect(desk.get_by_role("alert")).to_be_focused()
    check(desk, "")
    press(desk, "Show everything: see the letter first")
    check(desk, "")

    # Back again
    decide(change, approved={"access"}, summary=LONG, description=ARABIC, send_say="Why?")
    for address in ["/partners/mine/", edit]:
        check(page, address)
    check(page, "/partners/hy5/")
    check(desk, f"{reading}{change.pk}/change/")


def test_the_directory_a_profile_and_the_charter_are_open_to_everybody(loaded_site, page, in_every_look):
    for address in [
        "/partners/",
        "/partners/?age=9&help=advice",
        "/partners/?age=many",
        "/partners/city-of-wolverhampton-council/",
        "/partners/voice4parents/",
        "/charter/",
    ]:
        page.goto(address)
        assert in_every_look(page) == []
        expect(page.locator("h1")).to_have_count(1)


def test_a_family_finds_a_partner_without_script(no_script_page):
    page = no_script_page
    page.goto("/partners/")
    page.locator("summary", has_text="Choose who can help you").click()
    page.get_by_label("Age", exact=True).fill("9")
    page.get_by_label("Kind of help").select_option(label="Advice")
    press(page, "Show partners")

    expect(page.get_by_role("heading", name="1 partner")).to_be_visible()
    follow(page, "Wolverhampton Information")
    expect(page.get_by_role("heading", name="Get in touch")).to_be_visible()
