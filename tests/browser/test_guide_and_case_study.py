"""The how-to guide on a phone; and a case study from the story it is made of to the page that everybody reads."""

import re

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import expect

from pages.models import CaseStudy
from tests.browser.conftest import follow, press
from tests.support.factories import make_moderator, make_published_story, make_user

PDF = "/toolkit/how-to-guide.pdf"


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def test_lines_are_ticked_on_a_phone_without_script_and_the_guide_is_fetched(
    no_script_page, loaded_site
):
    phone = no_script_page
    phone.goto(f"{loaded_site.url}/whats-next/")
    follow(phone, "The how-to guide")
    link = phone.get_by_role("link", name=re.compile(r"How-to guide \(PDF, A4, \d pages"))
    expect(link).to_have_attribute("href", PDF)
    answer = phone.request.get(f"{loaded_site.url}{PDF}")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")

    follow(phone, "Plan", exact=True)
    lines = phone.get_by_role("checkbox")
    expect(lines).to_have_count(7)
    first = phone.get_by_label("Families and young people help to plan the first meeting.")
    first.check()
    expect(first).to_be_checked()
    follow(phone, "Next step: Do")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Do")


@pytest.mark.parametrize("address", ["/toolkit/", "/toolkit/plan/"])
def test_the_guide_meets_wcag_2_2_aa_and_never_scrolls_sideways(
    page, loaded_site, in_every_look, address
):
    page.goto(f"{loaded_site.url}{address}")

    assert in_every_look(page) == []


def test_a_case_study_is_made_from_a_story_agreed_to_written_and_read(new_context, loaded_site, sign_in):
    story = make_published_story(title="Our club", email="teller@example.org")
    moderator = sign_in(new_context().new_page(), make_moderator())
    moderator.goto(reverse("admin:stories_story_change", args=[story.pk]))
    moderator.get_by_text("A case study from this story").click()
    press(moderator, "Make a case study, and ask the teller")
    expect(moderator.get_by_text("Nobody can see it before its teller says yes.")).to_be_visible()

    teller = new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}).new_page()
    teller.goto(re.search(r"/stories/follow/[\w-]+/", mail.outbox[-1].body)[0])
    teller.locator("#id_others_agree").check()
    press(teller, "Yes, you may")
    expect(teller.get_by_role("button", name="Take my yes back")).to_be_visible()

    editor = sign_in(new_context().new_page(), make_user("Content editors", is_staff=True))
    editor.goto(
        reverse("admin:pages_casestudy_change", args=[CaseStudy.objects.get(story_number=story.pk).pk])
    )
    for name in ("summary", "who", "money", "hours", "changed", "known_by", "went_wrong", "tips"):
        editor.locator(f"#id_{name}").fill("We planned it with them.")
    for name in ("rung_before", "rung_after"):
        editor.locator(f"#id_{name}").select_option(index=1)
    editor.get_by_label("Everybody can see it").check()
    press(editor, "Publish now")

    visitor = new_context(java_script_enabled=False).new_page()
    visitor.goto("/case-studies/")
    follow(visitor, "Our club")
    expect(visitor.get_by_role("heading", name="What went wrong")).to_be_visible()
    expect(visitor.get_by_text("Their yes ends on")).to_be_visible()

    press(teller, "Take my yes back")
    assert visitor.reload().status == 404
