"""A parent is invited, finds the panel, votes, and leaves; a partner's people find their page from the page itself."""

import pytest
from django.core import mail
from playwright.sync_api import expect

from partners.members.invitations import invite_to_panel, invite_to_partner
from partners.models import Partner
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.charter import make_public_pledge, make_sent_application
from tests.support.factories import make_member, make_user
from tests.support.signing_in import path_of


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def link_in_letter() -> str:
    return path_of(
        next(word for word in mail.outbox[-1].body.split() if "/accounts/invitation/" in word)
    )


def test_an_invited_parent_from_the_letter_to_the_panel_to_a_vote_to_leaving(new_context, sign_in):
    def person(user=None):
        page = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
        return sign_in(page, user) if user else page

    make_sent_application(make_public_pledge(name="Hill School"))
    desk, mum = person(make_user("Partner managers")), person()

    desk.goto("/admin/partners/panelseat/add/")
    desk.get_by_label("E-mail address").fill("mum@example.org")
    desk.get_by_label("Young person or family").check()
    press(desk, "Send the invitation")
    expect(desk.locator("body")).to_contain_text("An invitation to mum@example.org is on its way.")

    # From the letter
    mum.goto(link_in_letter())
    expect(mum.get_by_role("main")).to_contain_text("read for charter status, as one of its panel")
    mum.get_by_label("Your name").fill("Mo")
    press(mum.get_by_role("main"), "Start")
    expect(mum.get_by_role("heading", level=1)).to_have_text("The panel")

    # From the foot of any page, from the bar, and from her own pages
    bar = mum.get_by_role("navigation", name="You are signed in")
    for place, name in (
        (mum.get_by_role("contentinfo"), "The charter panel"),
        (bar, "The panel"),
        (mum.get_by_role("main"), "Go to the panel"),
    ):
        mum.goto("/partners/mine/" if name == "Go to the panel" else "/ladder/#more")
        follow(place, name)
        expect(mum.get_by_role("heading", level=1)).to_have_text("The panel")

    # The vote
    follow(mum, "Hill School")
    mum.get_by_label("Yes, award it").check()
    mum.get_by_label("Why?").fill("They listen.")
    press(mum, "Send what I think")
    expect(mum.get_by_role("main")).to_contain_text("You have said what you think")

    # Leaving, and signing out
    follow(mum, "Leave the panel")
    press(mum, "Yes, I leave the panel")
    expect(mum.get_by_role("status")).to_contain_text("You have left the panel.")
    mum.goto("/")
    expect(bar.get_by_role("link")).to_have_text(["Your pages", "Sign out"])
    follow(bar, "Sign out")
    press(mum.get_by_role("main"), "Sign out")
    expect(mum.get_by_role("heading", level=1)).to_be_visible()
    expect(bar).to_have_count(0)


def test_the_bar_is_reached_by_keyboard_right_after_the_header(page, sign_in, loaded_site):
    partner = Partner.objects.listed().first()
    sign_in(page, make_member(partner))
    page.goto(partner.get_absolute_url())

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main content")).to_be_focused()
    bar = page.get_by_role("navigation", name="You are signed in")
    page.get_by_role("navigation", name="Main").get_by_role("link").last.focus()
    for label in ("Your pages", "Edit this page", "Sign out"):
        page.keyboard.press("Tab")
        expect(bar.get_by_role("link", name=label)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(partner.name)
    assert page.url.endswith(f"/partners/{partner.slug}/edit/")


@pytest.mark.takes_long
def test_what_somebody_who_is_signed_in_meets_is_open_to_everybody(new_context, sign_in, in_every_look):
    first, second = Partner.objects.listed()[:2]
    owner = make_member(first, email="an.owner.with.a.long.address@example.org")
    invite_to_partner("somebody.else.with.a.long.address@example.org", first)
    invite_to_partner(owner.email, second)
    invite_to_panel(owner.email, "family").accept()
    link = path_of(invite_to_partner("somebody.new@example.org", first))
    page = sign_in(new_context().new_page(), owner)
    faults = []

    for address in (
        first.get_absolute_url(),
        "/partners/mine/",
        f"/partners/{first.slug}/people/",
        f"/partners/{first.slug}/leave/",
        "/charter/panel/",
        "/charter/panel/leave/",
        "/nothing/is/here/",
        link,
    ):
        page.goto(address)
        faults += in_every_look(page)
    desk = sign_in(new_context().new_page(), make_user("Partner managers"))
    for address in ("/admin/", "/admin/partners/invitation/", "/admin/partners/panelseat/add/"):
        desk.goto(address)
        faults += in_every_look(desk)

    assert faults == []
