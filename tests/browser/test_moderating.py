"""A moderator's day in a real browser: what needs me, the queue, one story from waiting to published."""

import re

import pytest
from playwright.sync_api import expect

from stories.models import Story
from stories.moderation import actions
from tests.browser.conftest import SIZES, follow, press
from tests.support.factories import (
    make_moderator,
    make_partner,
    make_rung,
    make_user,
    make_waiting_story,
    may_go_out,
)


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def make_story(**details) -> Story:
    return make_waiting_story(title="The quiet room", rung=make_rung(7), about_age="13_15", **details)


def test_a_story_is_read_put_right_and_published_without_script(new_context, sign_in):
    story = make_story(happened="Jordan chose the lights.")
    page = new_context(java_script_enabled=False, viewport=SIZES["wide"]).new_page()
    sign_in(page, make_moderator(name="Mo"))

    page.goto("/admin/")
    follow(page, "Waiting to be read")
    follow(page, "The quiet room")
    press(page, "I will read this story")
    press(page, "Show the teller’s words")
    page.get_by_role("textbox", name="What happened").fill("A pupil chose the lights.")
    press(page, "Publish it")
    expect(page.get_by_role("heading", name="Check before it goes")).to_be_visible()
    expect(page.get_by_role("article", name="The public page")).to_contain_text("A pupil chose")
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

    press(page, "Show the teller’s words")
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


def test_a_grave_story_is_rated_and_published_by_two_people_without_script(new_context, sign_in):
    story = make_story(happened="The service forgot us.", criticality=None)
    first, second = (
        sign_in(
            new_context(java_script_enabled=False, viewport=size).new_page(), make_moderator(name=name)
        )
        for name, size in (("Mo", SIZES["wide"]), ("Mina", SIZES["narrow"]))
    )
    address = f"/admin/stories/story/{story.pk}/change/"

    first.goto(address)
    expect(first.get_by_text("The service forgot us.").first).not_to_be_visible()
    first.get_by_label("4 – Grave").check()
    first.get_by_label("It criticises a named service").check()
    press(first, "Save the marks")
    expect(first.locator("body")).to_contain_text("The marks are saved.")
    press(first, "Show the teller’s words")
    expect(first.get_by_text("The service forgot us.").first).to_be_visible()
    press(first, "Give the first yes")
    press(first, "Give the first yes")
    expect(first.locator("body")).to_contain_text("You cannot be both")
    expect(first.get_by_role("button", name="Publish it")).to_have_count(0)

    second.goto(address)
    expect(second.locator("#decide ~ .two-people")).to_contain_text("Mo gave the first yes")
    second.locator("#publish").get_by_role("button", name="Look at the letter").click()
    expect(second.locator("#publish .letter")).to_contain_text("Your story is on the website now.")
    press(second, "Show the teller’s words")
    press(second, "Publish it")
    press(second, "Publish it")

    expect(second.locator("body")).to_contain_text("The story is on the website.")
    story.refresh_from_db()
    assert (story.state, story.approved_by.name, story.decided_by.name) == ("published", "Mo", "Mina")


def test_a_story_is_held_and_a_lead_sees_who_was_told(page, sign_in):
    story, lead = make_story(), make_user("Safeguarding leads", name="Lea")
    address = f"/admin/stories/story/{story.pk}/change/"
    sign_in(page, make_moderator(name="Mo")).goto(address)

    page.locator("#hold > summary").click()
    page.get_by_label("Why may somebody not be safe?").fill("Harm at home.")
    page.get_by_label("Yes. I write down below who it was").check()
    page.get_by_label("Who was rung, or told?").fill("Duty social worker")
    page.get_by_label("How?").select_option("On the telephone")
    press(page, "Hold it: somebody may not be safe")
    expect(page.locator("body")).to_contain_text("The story is with the safeguarding leads, and each")

    sign_in(page, lead).goto(address)
    expect(page.get_by_role("region", name="Who was told")).to_contain_text("Duty social worker")


def state_of(name, moderator, lead):
    """A story of which the screen looks different, and who looks at it."""
    story = make_story(
        **{
            "empty": {"email": "", "criticality": None},
            "filled": {"happened": "My son Jordan met Mrs Patel.", "good": "They listened."},
            "long": {"happened": "A long line of words that goes on. " * 250},
            "right to left": {"happened": "ذهبنا إلى الاجتماع مع ابني. " * 20},
            "second person": {"criticality": 4},
        }.get(name, {})
    )
    changes = {
        "filled": lambda: story.claim(moderator),
        "held": lambda: actions.hold(story, moderator, "Harm.", "Duty social worker", "phone"),
        "second person": lambda: story.approve(moderator),
        "with teller": lambda: actions.show_edits(story, moderator),
        "published": lambda: story.publish(moderator),
        "changed": lambda: Story.objects.filter(pk=story.pk).update(public_happened="Another."),
    }
    changes.get(name, lambda: None)()
    return story, lead if name == "held" else moderator


OPEN_EVERYTHING = "document.querySelectorAll('details').forEach(details => details.open = true)"
STATES = ["empty", "filled", "wrong", "long", "right to left", "held", "second person", "changed"]


@pytest.mark.takes_long
def test_the_screen_is_accessible_in_each_of_its_states(new_context, sign_in, in_every_look):
    moderator, lead = make_moderator(name="Mo"), make_user("Safeguarding leads", name="Lea")
    page = new_context(viewport=SIZES["narrow"]).new_page()

    for name in [*STATES, "with teller", "published", "letter"]:
        story, reader = state_of(name, moderator, lead)
        sign_in(page, reader).goto(f"/admin/stories/story/{story.pk}/change/")
        if name == "wrong":
            page.locator("#decline > summary").click()
            press(page, "Do not publish it")
            expect(page).to_have_title(re.compile("^Error: "))
        if name == "letter":
            page.locator("#publish").get_by_role("button", name="Look at the letter").click()
            expect(page.locator("#publish .letter")).to_be_visible()
        page.evaluate(OPEN_EVERYTHING)
        assert in_every_look(page) == [], name


def test_the_desk_is_accessible_and_obeys_the_security_policy(page, sign_in, in_every_look):
    story = make_story()
    story.note_opened(make_moderator())
    sign_in(page, make_moderator())
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))

    for address in ("/admin/", "/admin/stories/story/", f"/admin/stories/story/{story.pk}/change/"):
        page.goto(address)
        page.evaluate(OPEN_EVERYTHING)
        assert complaints == []
        assert in_every_look(page) == []
        page.goto("about:blank")
        complaints.clear()


def test_a_detail_kept_for_a_reason_goes_out_by_two_people_without_script(new_context, sign_in):
    story = make_story(happened="My son Xander waited at the door.")
    first, second = (
        sign_in(
            new_context(java_script_enabled=False, viewport=size).new_page(), make_moderator(name=name)
        )
        for name, size in (("Mo", SIZES["wide"]), ("Mina", SIZES["narrow"]))
    )

    first.goto(f"/admin/stories/story/{story.pk}/change/")
    press(first, "Show the teller’s words")
    first.get_by_role("checkbox", name="Xander").uncheck()
    press(first, "Publish it")
    press(first, "Publish it")
    expect(first.get_by_role("alert")).to_contain_text("or say why it stays: “Xander”")
    first.get_by_label("Keep it, because").fill("He is the hero of a book.")
    press(first, "Publish it")
    expect(first.get_by_role("alert")).to_contain_text("Two people must say yes")
    press(first, "Give the first yes")
    expect(first.locator("body")).to_contain_text("Now a colleague must publish it.")

    second.goto(f"/admin/stories/story/{story.pk}/check/")
    expect(second.locator("body")).to_contain_text("read them first")
    press(second, "Show the teller’s words")
    press(second, "Publish it")
    expect(second.locator("body")).to_contain_text("He is the hero of a book.")
    assert second.evaluate("document.documentElement.scrollWidth") <= 320
    press(second, "Publish it")
    expect(second.locator("body")).to_contain_text("The story is on the website.")

    story.refresh_from_db()
    assert (story.state, story.approved_by.name, story.decided_by.name) == ("published", "Mo", "Mina")


def test_the_check_is_accessible_in_each_of_its_states(page, sign_in, in_every_look):
    mo = make_moderator(name="Mo")
    story = make_story(happened="My son Xander waited at the door.", partners=[make_partner()])
    story.note_unfolded(mo)
    sign_in(page, mo)

    page.goto(f"/admin/stories/story/{story.pk}/check/")
    assert in_every_look(page) == [], "details to decide"
    press(page, "Publish it")
    expect(page.get_by_role("alert")).to_be_visible()
    assert in_every_look(page) == [], "refused"
    may_go_out(story, make_moderator())
    page.goto(f"/admin/stories/story/{story.pk}/check/")
    expect(page.get_by_role("heading", name="Since the first yes")).to_be_visible()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert in_every_look(page) == [], "the second person"
