"""A partner answers, a moderator reads it, everybody can see it: in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import follow, press
from tests.support.factories import (
    make_awaited_response,
    make_member,
    make_moderator,
    make_public_response,
    make_sent_response,
)


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def test_an_answer_goes_from_the_partner_to_the_public_without_script(new_context, sign_in):
    response = make_awaited_response(title="The late bus")
    member, moderator = make_member(response.partner), make_moderator()

    page = sign_in(new_context(java_script_enabled=False).new_page(), member)
    page.goto("/partners/mine/")
    follow(page, "The late bus")
    page.get_by_label("What do you want to say?").fill("Thank you. We are sorry.")
    page.get_by_label("We will change something").check()
    press(page, "Send it to be read")
    expect(page.get_by_role("alert")).to_contain_text("Say who looks after the change.")
    page.get_by_label("Who looks after the change?").fill("The travel team")
    page.get_by_label("By which day?").fill("2031-03-01")
    page.get_by_label("Your name").fill("Pat")
    page.get_by_label("Your role").fill("Head of travel")
    press(page, "Send it to be read")
    expect(page.locator("main")).to_contain_text("A moderator reads your answer now.")

    desk = sign_in(new_context(java_script_enabled=False).new_page(), moderator)
    desk.goto("/admin/")
    follow(desk, "Answers of partners to read")
    follow(desk, "The late bus")
    press(desk, "Publish this answer")
    expect(desk.locator("body")).to_contain_text("The answer is on the website.")

    anybody = new_context(java_script_enabled=False).new_page()
    for address in (response.story.get_absolute_url(), "/stories/you-said-we-did/"):
        anybody.goto(address)
        expect(anybody.locator("main")).to_contain_text("We are sorry.")
        expect(anybody.locator("main")).to_contain_text("1 March 2031")


def test_every_page_of_answering_is_open_to_everybody(new_context, sign_in, in_every_look):
    shown = make_public_response(kind="will_change", words="Thank you.\n\nWe are sorry.")
    partner = shown.partner
    awaited = make_awaited_response(partner)
    sent = make_sent_response(partner)
    member = sign_in(new_context().new_page(), partner.memberships.first().user)
    staff = sign_in(new_context().new_page(), make_moderator())
    anybody = new_context().new_page()
    pages = [
        (member, "/partners/mine/"),
        (member, f"/stories/answers/{awaited.pk}/"),
        (member, f"/stories/answers/{shown.pk}/"),
        (staff, "/admin/stories/response/"),
        (staff, f"/admin/stories/response/{sent.pk}/change/"),
        (anybody, shown.story.get_absolute_url()),
        (anybody, "/stories/you-said-we-did/"),
        (anybody, "/stories/?progress=answered"),
    ]

    for page, address in pages:
        page.goto(address)
        assert in_every_look(page) == []

    member.goto(f"/stories/answers/{awaited.pk}/")
    press(member, "Send it to be read")
    expect(member).to_have_title(re.compile("^Error: "))
    assert in_every_look(member) == []
