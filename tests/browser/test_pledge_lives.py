"""A pledge outlives whoever signed it, and a new version of the charter reaches its signers: in a real browser."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from coproduction_site import honeypot
from partners.charter.pledges import telling
from partners.models import CharterVersion
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.charter import make_award, signed_pledge
from tests.support.factories import make_user

PICTURE = """source => new Promise(answer => {
    const picture = new Image();
    picture.onload = () => answer(picture.naturalWidth);
    picture.onerror = () => answer(0);
    picture.src = source;
})"""


@pytest.fixture(autouse=True)
def _without_second_factor_and_waiting(settings, monkeypatch):
    settings.REQUIRE_STAFF_MFA = False
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)


@pytest.fixture
def person(new_context, sign_in):
    def arrives(user=None):
        page = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
        return sign_in(page, user) if user else page

    return arrives


def link_in_last_letter_to(address) -> str:
    letter = next(letter for letter in reversed(mail.outbox) if letter.to == [address])
    return re.search(r"/charter/pledge/\S+", letter.body)[0]


def test_somebody_leaves_and_the_pledge_goes_on_without_them(new_context, person, in_every_look):
    pledge = make_award(
        signed_pledge(CharterVersion.objects.get(), name="Hil School", email="pat@example.org")
    ).pledge
    own, faults, looker = pledge.get_own_url(), [], new_context().new_page()

    def look(address):
        looker.goto(address)
        faults.extend(in_every_look(looker))

    pat = person()
    pat.goto(own)
    look(own)
    follow(pat, "Name somebody else, or another address")
    look(f"{own}contact/")
    press(pat, "Send the letter")
    expect(pat.get_by_role("alert")).to_contain_text("Write the new e-mail address.")
    pat.get_by_label("The new e-mail address").fill("kim@example.org")
    pat.get_by_label("Whose address is it?").fill("Kim")
    pat.get_by_label("Their role").fill("Deputy")
    press(pat, "Send the letter")
    expect(pat.locator("main")).to_contain_text("You asked us")

    confirm = link_in_last_letter_to("kim@example.org")
    look(confirm)
    kim = person()
    kim.goto(confirm)
    press(kim, "Yes, I look after it")
    expect(kim.locator("main")).to_contain_text("Kim, Deputy.")
    assert pat.goto(own).status == 404
    look(confirm)

    follow(kim, "Is something wrong in it? Put it right")
    kim.get_by_label("What is your organisation called?").fill("Hill School")
    press(kim, "Send the new words")
    expect(kim.locator("main")).to_contain_text("Your new words wait to be read")
    look(kim.url)
    look(f"{kim.url}correct/")
    desk = person(make_user("Partner managers"))
    desk.goto("/admin/")
    follow(desk, "New words for pledges to read")
    follow(desk, "Hil School")
    press(desk, "Put the new words on the website")
    kim.goto("/charter/signed/")
    expect(kim.get_by_role("heading", name="Hill School")).to_be_visible()

    kim.goto(link_in_last_letter_to("kim@example.org"))
    press(kim, "Take our pledge back")
    press(kim, "Yes, take it back")
    expect(kim.get_by_role("button", name="Bring our pledge back")).to_be_visible()
    page = "/charter/status/hil-school/"
    look(page)
    assert looker.evaluate(PICTURE, f"{page}badge.svg") == 180
    assert looker.goto(f"{page}badge.svg").status == 410
    assert faults == []


def test_a_new_version_of_the_charter_reaches_its_signers(new_context, person, in_every_look):
    first = CharterVersion.objects.get()
    signed_pledge(first, name="Hill School", email="pat@example.org")
    second = first.next_draft()
    second.values.filter(slug="equal").update(name="As equals", promise="We will share all decisions.")
    second.values.filter(slug="clear").delete()

    desk = person(make_user("Partner managers"))
    desk.goto(f"/admin/partners/charterversion/{second.pk}/adopt/")
    expect(desk.locator("#content")).to_contain_text("1 organisation signed other words.")
    desk.get_by_label("Who adopted it?").fill("The Board")
    press(desk, "Adopt version 2")
    telling.tell_signers()

    renew = link_in_last_letter_to("pat@example.org")
    looker = new_context().new_page()
    looker.goto(renew)
    assert in_every_look(looker) == []
    pat = person()
    pat.goto(renew)
    expect(pat.locator(".changes")).to_contain_text("It was called “Equal”.")
    expect(pat.locator(".changes ins").first).to_contain_text("new:")
    press(pat, "Sign version 2")
    expect(pat.locator("main")).to_contain_text("version 2")
    pat.goto("/charter/signed/")
    expect(pat.locator("#hill-school")).to_contain_text("version 2")
    pat.goto("/charter/values/clear/")
    expect(pat).to_have_url(re.compile(r"/charter/versions/1/#value-clear$"))
