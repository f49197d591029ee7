"""A teller's own page in each of its states, with long words and words from right to left, on a small phone."""

from django.test import Client
from playwright.sync_api import expect

from stories.models import Story
from stories.moderation import actions
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.factories import (
    make_moderator,
    make_partner,
    make_published_story,
    make_sent_response,
    make_waiting_story,
)

URDU = "ہم نے مل کر منصوبہ بنایا۔ "
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def stories_in_each_state() -> list[Story]:
    moderator = make_moderator()
    verbs = [
        lambda story: None,
        lambda story: actions.ask(story, moderator, f"{URDU * 5} {LONG}"),
        lambda story: actions.show_edits(story, moderator),
        lambda story: actions.hold(story, moderator, "Harm."),
        lambda story: actions.decline(story, moderator, "other", f"{URDU * 5} {LONG}"),
        lambda story: actions.publish(story, moderator),
        lambda story: story.withdraw(),
        lambda story: (actions.publish(story, moderator), actions.take_down(story, moderator, "photo", LONG)),
    ]  # fmt: skip
    made = []
    for verb in verbs:
        story = make_waiting_story(
            title=LONG, happened=URDU * 40, good="We sat at one table.", language="ur"
        )
        Story.objects.filter(pk=story.pk).update(
            public_good="We sat together.", public_happened=f"{URDU * 30} {LONG}"
        )
        story.refresh_from_db()
        verb(story)
        made.append(story)
    return made


def test_the_page_of_a_teller_meets_wcag_2_2_aa_in_every_state(page, in_every_look):
    stories = stories_in_each_state()
    answer = make_sent_response(make_partner(name=LONG), "will_change")
    answer.publish(make_moderator())
    faults = []

    for story in [*stories, answer.story]:
        page.goto(story.get_follow_url())
        faults += in_every_look(page)
    _, asked, with_teller, *_ = stories
    for story, button in [(asked, "Send my answer"), (with_teller, "No, please change it")]:
        page.goto(story.get_follow_url())
        press(page, button)
        expect(page.get_by_role("alert")).to_be_visible()
        faults += in_every_look(page)

    assert faults == []


def test_a_teller_answers_and_agrees_with_the_keyboard_alone(no_script_page):
    page = no_script_page
    story = make_waiting_story()
    actions.show_edits(story, make_moderator())
    page.goto(story.get_follow_url())

    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == "Yes, it is right":
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")

    expect(page.locator("main")).to_contain_text("You said yes to our edits")
    story.refresh_from_db()
    assert story.agreed_at


def test_a_teller_takes_a_public_story_back_and_brings_it_back_without_scripts(no_script_page):
    page, story = no_script_page, make_published_story(title="The calm room")
    page.goto(story.get_follow_url())

    press(page, "Take my story back")
    expect(page.get_by_role("heading", level=1)).to_have_text("Do you want to take your story back?")
    follow(page, "No, leave it as it is")
    expect(page.locator("main")).to_contain_text("It is on the site")
    press(page, "Take my story back")
    press(page, "Yes, take it back")
    expect(page.locator("main")).to_contain_text("You took your story back")
    assert Client().get(story.get_absolute_url()).status_code == 410

    press(page, "Bring my story back")

    expect(page.locator("main")).to_contain_text("You brought it back")
    story.refresh_from_db()
    assert story.state == "waiting"


def test_a_lost_link_is_no_lost_story_on_another_device(no_script_page, new_context):
    story = make_waiting_story(email="")
    page = no_script_page
    page.goto(f"{story.get_follow_url()}slip/")
    press(page, "Give me four words")
    words = page.locator(".four-words").inner_text()
    expect(page.locator("svg.qr-code")).to_be_visible()

    other = new_context(java_script_enabled=False, viewport=SMALL_PHONE).new_page()
    other.goto("/stories/")
    follow(other, "Open a story that you sent")
    other.get_by_label("Your reference").fill(story.reference.lower().replace("-", " "))
    other.get_by_label("Your four words").fill("Not, these - words and others")
    press(other, "Open my story")
    expect(other.get_by_role("alert")).to_contain_text("These do not go together")
    other.get_by_label("Your four words").fill(words.upper().replace(" ", "-"))
    press(other, "Open my story")

    expect(other.get_by_role("heading", level=1)).to_have_text("Where your story is")
    expect(other.locator("main")).to_contain_text(story.reference)
    other.goto(f"{story.get_follow_url()}slip/")
    expect(other.locator("main")).to_contain_text("We can’t show them again")


def test_the_pages_of_control_meet_wcag_2_2_aa(page, in_every_look):
    story, public = (
        make_waiting_story(title=LONG),
        make_published_story(happened=URDU * 20, language="ur"),
    )
    page.goto("/stories/follow/")
    faults = in_every_look(page)
    press(page, "Open my story")
    faults += in_every_look(page)
    page.goto(f"{story.get_follow_url()}slip/")
    faults += in_every_look(page)
    press(page, "Give me four words")
    faults += in_every_look(page)
    page.goto(public.get_follow_url())
    for summary in page.locator("main summary").all():
        summary.click()
    faults += in_every_look(page)
    press(page, "Take my story back")
    faults += in_every_look(page)
    press(page, "Yes, take it back")
    faults += in_every_look(page)
    press(page, "Bring my story back")
    faults += in_every_look(page)

    assert faults == []
