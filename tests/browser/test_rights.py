"""A teller's rights in a real browser: each yes, the file, saying yes again; and the desk's side of them."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from stories.models import Story
from tests.browser.conftest import WIDE, follow, press
from tests.support.factories import make_published_story, make_user, make_waiting_story


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def ends_soon(story) -> Story:
    Story.objects.filter(pk=story.pk).update(consent_ends_on=timezone.localdate() + timedelta(days=9))
    story.refresh_from_db()
    return story


def test_a_teller_changes_their_mind_piece_by_piece_on_a_small_phone_without_script(no_script_page):
    story, page = ends_soon(make_published_story(about_age="13_15")), no_script_page
    page.goto(story.get_follow_url())
    press(page, "Yes, you may go on")
    expect(page.get_by_role("button", name="Yes, you may go on")).to_have_count(0)

    page.get_by_label("You may use it to train people").check()
    press(page, "Save my answers")
    expect(page.get_by_role("alert")).to_contain_text("Ask first.")
    page.get_by_label("The person in the story says yes to this").check()
    press(page, "Save my answers")
    expect(page.get_by_label("You may use it to train people")).to_be_checked()
    expect(page.locator("main")).to_contain_text("You last changed them on")

    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download all that you hold").click()
    told = json.loads(Path(waiting.value.path()).read_text())
    assert told["What you said yes to"]["We may use it in training"] == "Yes"

    page.get_by_label("You may publish it on this website").uncheck()
    press(page, "Save my answers")
    press(page, "Yes, take it off the site")
    expect(page.locator("main")).to_contain_text("You took your story back")
    assert page.goto(story.get_absolute_url()).status == 410


def test_the_tellers_page_is_accessible_in_each_of_its_states(page, in_every_look):
    question, wrong = make_waiting_story(), make_waiting_story()
    user = make_user("Moderators")
    question.ask(user, "Who is Sam?")
    declined, over = make_waiting_story(), make_published_story()
    declined.decline(user, "other", "Thank you.")
    Story.objects.filter(pk=over.pk).update(consent_ends_on=timezone.localdate())
    over.end_consent()

    for story in (ends_soon(make_published_story()), question, declined, over, wrong):
        page.goto(story.get_follow_url())
        if story == wrong:
            page.get_by_label("You may offer it to newspapers").check()
            press(page, "Save my answers")
            expect(page).to_have_title(re.compile("^Error: "))
        assert in_every_look(page) == []


def test_taking_out_and_erasing_is_accessible(page, sign_in, in_every_look):
    story = ends_soon(make_published_story(email=""))
    sign_in(page, make_user("Safeguarding leads"))
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    one = f"/admin/stories/story/{story.pk}"

    for address in (
        "/admin/",
        "/admin/stories/story/?state=consent_ends",
        "/admin/stories/story/table/",
        f"{one}/change/",
        f"{one}/erase/",
    ):
        page.goto(address)
        assert complaints == []
        assert in_every_look(page) == []
        page.goto("about:blank")
        complaints.clear()


def test_a_lead_erases_a_story_without_script(new_context, sign_in):
    story = make_published_story()
    page = new_context(java_script_enabled=False, viewport=WIDE).new_page()
    sign_in(page, make_user("Safeguarding leads"))

    page.goto(f"/admin/stories/story/{story.pk}/change/")
    follow(page, "Erase this story")
    press(page, "Erase it for ever")
    expect(page.get_by_role("alert")).to_contain_text("Please choose an answer.")
    page.get_by_label("The teller asked for it").check()
    press(page, "Erase it for ever")

    expect(page.locator("body")).to_contain_text("The story is erased")
    assert not Story.objects.exists()
