"""A teller's own page in each of its states, with long words and words from right to left, on a small phone."""

from playwright.sync_api import expect

from stories.models import Story
from stories.moderation import actions
from tests.browser.conftest import press
from tests.support.factories import make_moderator, make_partner, make_sent_response, make_waiting_story

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
