"""A moderator's day in a real browser: what needs me, the queue, one story from waiting to published."""

import re

import pytest
from playwright.sync_api import expect

from stories.models import Story
from tests.browser.conftest import follow, press
from tests.factories import make_moderator, make_rung, make_waiting_story

SIZES = {"wide": {"width": 1280, "height": 800}, "narrow": {"width": 320, "height": 640}}


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def sign_in(client, settings, base_url):
    """The session of somebody who has signed in, given to a page."""

    def give(page, user):
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": base_url}])
        return page

    return give


def make_story(**details) -> Story:
    return make_waiting_story(title="The quiet room", rung=make_rung(7), about_age="under_13", **details)


def test_a_story_is_read_put_right_and_published_without_script(new_context, sign_in):
    story = make_story(happened="Jordan chose the lights.")
    page = new_context(java_script_enabled=False, viewport=SIZES["wide"]).new_page()
    sign_in(page, make_moderator(name="Mo"))

    page.goto("/admin/")
    follow(page, "Waiting to be read")
    follow(page, "The quiet room")
    press(page, "I will read this story")
    page.get_by_role("textbox", name="What happened").fill("A pupil chose the lights.")
    press(page, "Publish it")

    expect(page.locator("body")).to_contain_text("The story is on the website.")
    story.refresh_from_db()
    assert story.state == "published"
    page.goto(story.get_absolute_url())
    expect(page.locator("main")).to_contain_text("A pupil chose the lights.")
    assert "Jordan" not in page.content()


def test_the_enter_key_in_a_box_saves_and_decides_nothing(page, sign_in):
    story = make_story()
    sign_in(page, make_moderator())
    page.goto(f"/admin/stories/story/{story.pk}/change/")

    page.get_by_label("Title", exact=True).fill("Another title")
    page.keyboard.press("Enter")
    expect(page.get_by_text("The public copy is saved.")).to_be_visible()

    story.refresh_from_db()
    assert (story.state, story.public_title, story.claimed_by) == ("waiting", "Another title", None)


def test_a_decision_is_made_by_keyboard_alone(page, sign_in):
    story = make_story()
    sign_in(page, make_moderator())
    page.goto(f"/admin/stories/story/{story.pk}/change/")

    page.locator("summary", has_text="Ask the teller a question").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("What changed for you?")
    page.get_by_role("button", name="Ask the teller a question").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The question is on its way.")).to_be_visible()

    story.refresh_from_db()
    assert story.events.get(kind="asked").words == "What changed for you?"


def test_a_refusal_takes_the_focus_and_opens_where_it_belongs(page, sign_in):
    story = make_story()
    sign_in(page, make_moderator())
    page.goto(f"/admin/stories/story/{story.pk}/change/")

    page.locator("summary", has_text="Do not publish it").click()
    press(page, "Do not publish it")

    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("What do you want to say to the teller?")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_desk_is_accessible_and_obeys_the_security_policy(new_context, sign_in, axe, size, scheme):
    story = make_story()
    story.note_opened(make_moderator())
    page = new_context(viewport=SIZES[size], color_scheme=scheme).new_page()
    sign_in(page, make_moderator())
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    for address in ("/admin/", "/admin/stories/story/", f"/admin/stories/story/{story.pk}/change/"):
        page.goto(address)
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert complaints == []
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
        assert axe(page) == []
        page.goto("about:blank")
        complaints.clear()
