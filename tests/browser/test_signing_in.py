"""Signing in with a real browser: at 320 and 1280 pixels, with a passkey, under the strict policy."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from playwright.sync_api import expect

from partners.members.invitations import invite_to_partner
from partners.models import Partner
from tests.browser.conftest import follow, press
from tests.support.factories import make_member, make_partner, make_user
from tests.support.signing_in import add_app, code_of, letters_to

WIDTHS = [320, 1280]
PASSWORD = "four-kind-words-together"


@pytest.fixture(autouse=True)
def nobody_has_tried_yet(loaded_site):
    cache.clear()


@pytest.fixture(params=WIDTHS)
def screen(request, page):
    """A page of one width that complains about anything the browser refuses."""
    page.set_viewport_size({"width": request.param, "height": 800})
    page.refused = []
    page.on("console", lambda said: page.refused.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.refused.append(str(error)))
    return page


def check(screen, axe):
    """Nothing wrong for axe, nothing refused by the policy, no sideways scroll, one heading of the first level."""
    assert axe(screen) == []
    assert screen.refused == []
    assert screen.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    expect(screen.locator("h1")).to_have_count(1)


def type_password(screen, user, site=""):
    screen.goto(f"{site}/accounts/login/")
    screen.get_by_label("Your e-mail address").fill(user.email)
    screen.get_by_label("Your password").fill(PASSWORD)
    press(screen, "Sign in", exact=True)


@pytest.mark.parametrize(
    "address",
    ["/accounts/login/", "/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/"],
)
def test_the_pages_before_signing_in_are_open_to_everybody(screen, axe, address):
    screen.goto(address)

    check(screen, axe)


def test_staff_sign_in_and_switch_an_app_on(screen, axe):
    moderator = make_user("Moderators")
    type_password(screen, moderator)
    expect(screen.get_by_role("heading", level=1)).to_have_text("Your second step")
    check(screen, axe)

    follow(screen, "Use an app")
    expect(screen.get_by_label("The code from your app")).to_be_visible()
    check(screen, axe)
    screen.get_by_label("The code from your app").fill("000000")
    press(screen, "Switch it on")
    expect(screen.get_by_role("alert")).to_contain_text("This code is not right")
    check(screen, axe)

    screen.get_by_label("The code from your app").fill(
        code_of(screen.locator("strong.code").inner_text())
    )
    press(screen, "Switch it on")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    check(screen, axe)

    follow(screen, "I have kept them")
    follow(screen, "Go on")
    expect(screen).to_have_url(re.compile("/admin/$"))


def test_a_partner_signs_in_with_a_code_and_looks_at_their_sign_in(screen, axe):
    member = make_member(make_partner())
    screen.goto("/accounts/login/")
    follow(screen, "E-mail me a code")
    screen.get_by_label("Your e-mail address").fill(member.email)
    press(screen, "E-mail me a code")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Type the code")
    check(screen, axe)

    code = re.search(r"^\w{4}-\w{4}$", letters_to(member)[-1].body, re.MULTILINE)[0]
    screen.get_by_label("The code from the e-mail").fill(code.lower().replace("-", ""))
    press(screen, "Sign in")
    expect(screen).to_have_url(re.compile("/partners/mine/$"))

    for address in (
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/webauthn/",
        "/accounts/sessions/",
        "/accounts/logout/",
    ):
        screen.goto(address)
        check(screen, axe)


def test_somebody_invited_comes_in_and_the_link_is_used_up(screen, axe, base_url):
    link = invite_to_partner("new.person@example.org", make_partner())
    link = link.replace(settings.SITE_URL, base_url)
    screen.goto(link)
    check(screen, axe)
    press(screen, "Start")
    expect(screen.get_by_role("alert")).to_contain_text("Please fill this in")
    check(screen, axe)

    screen.get_by_label("Your name").fill("Sam")
    press(screen, "Start")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Your second step")

    screen.goto(link)
    expect(screen.get_by_role("heading", level=1)).to_have_text("This invitation is over")


def test_it_is_asked_again_before_an_important_change(screen, axe, settings):
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    type_password(screen, make_member(make_partner()))
    expect(screen).to_have_url(re.compile("/partners/mine/$"))

    screen.goto("/accounts/2fa/totp/activate/")

    expect(screen.get_by_role("heading", level=1)).to_have_text("Is it you?")
    check(screen, axe)


def add_a_phone(page):
    """A telephone that always says yes, for passkeys."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    phone = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return devtools, devtools.send("WebAuthn.addVirtualAuthenticator", {"options": phone})[
        "authenticatorId"
    ]


def test_staff_add_a_passkey_and_sign_in_with_it_alone(page, loaded_site):
    moderator = make_user("Moderators")
    home = loaded_site.url.replace("127.0.0.1", "localhost")
    add_a_phone(page)
    type_password(page, moderator, home)
    follow(page, "Add a passkey")
    press(page, "Add the passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your recovery codes")
    page.goto(f"{home}/admin/")
    expect(page).to_have_url(re.compile("/admin/$"))
    page.goto(f"{home}/accounts/logout/")
    press(page, "Sign out")

    page.goto(f"{home}/accounts/login/?next=/admin/")
    press(page, "Use a passkey")

    expect(page).to_have_url(re.compile("/admin/$"))


def test_a_passkey_that_fails_is_told_in_words(page, loaded_site):
    home = loaded_site.url.replace("127.0.0.1", "localhost")
    devtools, phone = add_a_phone(page)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": phone, "isUserVerified": False})
    page.goto(f"{home}/accounts/login/")

    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("status").last).to_have_text(
        "The passkey did not work. Try again, or use another way."
    )


def test_without_script_the_password_and_the_app_are_enough(no_script_page):
    moderator = make_user("Moderators")
    secret = add_app(moderator)
    type_password(no_script_page, moderator)

    no_script_page.get_by_label("Your code").fill(code_of(secret))
    press(no_script_page, "Sign in")

    expect(no_script_page).to_have_url(re.compile("/admin/$"))


def test_words_typed_after_the_time_ran_out_are_saved_in_the_end(page):
    member = make_member(make_partner(slug="helpers"))
    type_password(page, member)
    expect(page).to_have_url(re.compile("/partners/mine/$"))
    page.goto("/partners/helpers/edit/reach-us/")
    page.locator("#id_opening_hours").fill("Mondays, when we are not at the club.")
    Session.objects.all().delete()
    press(page, "Save", exact=True)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "You are signed out, but your words are here"
    )
    expect(page.locator("main")).to_contain_text("Mondays, when we are not at the club.")

    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in on a new tab").click()
    expect(opened.value.get_by_label("Your password")).to_be_visible()
    type_password(opened.value, member)
    expect(opened.value).to_have_url(re.compile("/partners/mine/$"))
    press(page, "Save again")

    expect(page.locator("#id_opening_hours")).to_have_value("Mondays, when we are not at the club.")
    press(page, "Save", exact=True)
    expect(page.get_by_role("status")).to_contain_text("Saved.")
    assert Partner.objects.get(slug="helpers").opening_hours == "Mondays, when we are not at the club."
