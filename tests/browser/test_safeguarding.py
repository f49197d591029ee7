"""A story is held, the leads are written to, one of them looks after it, and closes it."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone
from playwright.sync_api import expect

from stories.models import Story
from stories.moderation import actions
from tests.browser.conftest import SIZES, WIDE, follow, press
from tests.support.factories import make_moderator, make_site, make_user, make_waiting_story

OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(details => details.open = true)"


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def test_a_story_is_held_the_leads_are_called_and_the_case_is_closed_without_script(
    new_context, sign_in, mailoutbox
):
    make_site(safeguarding_phone="01902 555555")
    lead = make_user("Safeguarding leads", name="Lea", email="lea@example.org")
    story = make_waiting_story(title="What happened at home")
    page = new_context(java_script_enabled=False, viewport=WIDE).new_page()
    address = f"/admin/stories/story/{story.pk}/change/"

    sign_in(page, make_moderator(name="Mo")).goto(address)
    page.locator("#hold > summary").click()
    expect(page.locator("#hold").get_by_role("link", name="01902 555555")).to_be_visible()
    page.get_by_label("Why may somebody not be safe?").fill("Harm at home.")
    press(page, "Hold it: somebody may not be safe")
    expect(page.locator("#hold")).to_contain_text("It can be “nobody yet”.")
    page.get_by_label("Nobody yet").check()
    press(page, "Hold it: somebody may not be safe")
    expect(page.locator("body")).to_contain_text("each of them was written to")
    assert [letter.to for letter in mailoutbox] == [["lea@example.org"]]

    sign_in(page, lead).goto("/admin/")
    expect(page.locator(".pile--urgent").first).to_contain_text("no safeguarding lead has opened it")
    page.goto(re.search(r"/admin/\S+", mailoutbox[0].body)[0])
    first = page.get_by_role("region", name="Held: somebody may not be safe")
    expect(first).to_contain_text("Harm at home.")
    expect(first).to_contain_text("Nobody yet")
    page.locator("#take_case > summary").click()
    page.get_by_label("Who looks after it?").select_option("Lea")
    due_at = timezone.localtime() + timedelta(hours=3)
    page.get_by_label("By when is the next step done?").fill(f"{due_at:%Y-%m-%dT%H:%M}")
    press(page, "Say who looks after it, and by when")
    expect(first).to_contain_text("Lea")
    page.locator("#write_case > summary").click()
    page.get_by_label("What should the other leads know?").fill("I rang the school.")
    press(page, "Write a note for the other leads")
    expect(page.get_by_role("region", name="Notes between leads")).to_contain_text("I rang the school.")

    page.locator("#close_case > summary").click()
    page.get_by_label("Passed on to somebody").check()
    press(page, "Close the case")
    expect(page.locator("#close_case")).to_contain_text("Write a few words")
    page.get_by_label("To whom was it passed on").fill("The duty team.")
    press(page, "Close the case")
    closed = page.get_by_role("region", name="The case is closed")
    expect(closed).to_contain_text("The duty team.")
    page.goto("/admin/")
    expect(page.locator(".pile--urgent")).to_have_count(0)
    assert Story.objects.get().state == "safeguarding"


def in_the_state(name, story, moderator, lead):
    if name == "to hold":
        return
    actions.hold(story, moderator, "Harm at home.")
    story.take_case(lead, lead, timezone.now() - timedelta(hours=1))
    story.write_case(lead, "I rang the school. " * 30)
    if name == "closed":
        story.close_case(lead, "passed_on", "The duty team took it.")
    if name == "came back":
        story.release(lead, "All is well.")


@pytest.mark.takes_long
def test_the_pages_that_keep_people_safe_are_accessible(new_context, sign_in, in_every_look):
    moderator, lead = make_moderator(name="Mo"), make_user("Safeguarding leads", name="Lea")
    moderator.user_permissions.add(Permission.objects.get(codename="break_glass"))
    page = new_context(viewport=SIZES["narrow"]).new_page()

    for name in ("to hold", "held", "closed", "came back"):
        story = make_waiting_story()
        in_the_state(name, story, moderator, lead)
        reader = lead if name in ("held", "closed") else moderator
        sign_in(page, reader).goto(f"/admin/stories/story/{story.pk}/change/")
        page.evaluate(OPEN_EVERYTHING)
        assert in_every_look(page) == [], name
    sign_in(page, lead).goto("/admin/")
    assert in_every_look(page) == []
    sign_in(page, moderator).goto("/admin/")
    follow(page, "Open a held story in an emergency")
    press(page, "Open it, and tell every lead")
    expect(page).to_have_title(re.compile("^Error: "))
    assert in_every_look(page) == []
