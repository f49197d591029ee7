"""Looking after a page in a real browser without script: still correct, a mistake, a question to a champion."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import expect

from coproduction_site import honeypot
from partners.models import Mistake, Partner, Question
from partners.upkeep import still_correct
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.factories import PASSWORD, make_member
from tests.support.signing_in import path_of


@pytest.fixture
def partner(loaded_site, monkeypatch):
    monkeypatch.setattr(honeypot, "FEWEST_SECONDS", 0)
    cache.clear()
    long_ago = timezone.localdate() - timedelta(days=400)
    partner = Partner.objects.get(slug="hy5")
    Partner.objects.filter(pk=partner.pk).update(last_checked_on=long_ago, is_champion=True)
    make_member(partner, email="partner@example.org")
    make_member(partner, email="somebody.with.a.long.name@voluntary-sector.example.org")
    return partner


@pytest.fixture
def same(new_context, page, axe):
    """The state that the page without script shows has no fault, seen by a browser that may run axe."""
    page.set_viewport_size(SMALL_PHONE)

    def check(plain):
        page.context.add_cookies(plain.context.cookies())
        page.goto(plain.url)
        expect(page).to_have_title(plain.title())
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    return check


def sign_in(page):
    page.goto("/accounts/login/?next=/partners/mine/")
    page.get_by_label("Your e-mail address").fill("partner@example.org")
    page.get_by_label("Your password").fill(PASSWORD)
    press(page, "Sign in", exact=True)
    expect(page).to_have_url(re.compile("/partners/mine/$"))


def test_the_letter_leads_to_one_button_and_the_day_stands_on_the_page(partner, no_script_page, same):
    page = no_script_page
    page.goto(f"/partners/{partner.slug}/")
    expect(page.get_by_text("Nobody has checked this page since")).to_be_visible()
    same(page)
    still_correct.daily()
    link = next(line for line in mail.outbox[0].body.splitlines() if "/still-correct/" in line)

    page.goto(path_of(link))
    same(page)
    press(page, "Yes, it is still correct")

    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    same(page)
    page.goto(f"/partners/{partner.slug}/")
    expect(page.get_by_text("Nobody has checked this page since")).to_have_count(0)
    expect(page.get_by_text("Last checked by the partner on")).to_be_visible()
    page.goto("/partners/still-correct/nothing/")
    expect(page.get_by_role("heading", name="This link does not work any more")).to_be_visible()
    same(page)


def test_a_mistake_is_reported_and_settled_and_a_champion_asked_and_answered(
    partner, new_context, no_script_page, same
):
    page = no_script_page
    team = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
    page.goto(f"/partners/{partner.slug}/")
    follow(page, "Report a mistake on this page")
    same(page)
    press(page, "Send it")  # Nothing is filled in.
    expect(page.get_by_text("Say what is wrong.").first).to_be_visible()
    page.get_by_label("What is wrong?").fill("The phone number is old.")
    press(page, "Send it")
    expect(page.get_by_text("We have told")).to_be_visible()
    same(page)

    follow(page, f"Back to {partner.name}")
    follow(page, "Ask this champion")
    same(page)
    page.get_by_label("What do you want to ask?").fill("How do we begin?")
    page.get_by_label("What may they call you?").fill("Sam")
    page.get_by_label("Your e-mail address").fill("sam@example.org")
    press(page, "Send my question")
    expect(page.get_by_text("has your question")).to_be_visible()

    sign_in(team)
    same(team)
    follow(team, "A question to")
    same(team)
    team.get_by_label("Your answer").fill("Ask families first.")
    press(team, "Send my answer")
    expect(team.get_by_text("Your answer is on its way.")).to_be_visible()
    assert Question.objects.get().answer == "Ask families first."
    assert mail.outbox[-1].to == ["sam@example.org"]

    follow(team, "On the page of")
    same(team)
    press(team, "It is done")
    expect(team.get_by_text("It is marked as done.")).to_be_visible()
    assert not Mistake.objects.get().is_open
    follow(team, "Who looks after the page")
    expect(team.get_by_text("partner@example.org", exact=True)).to_be_visible()
    same(team)
