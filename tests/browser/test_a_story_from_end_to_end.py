"""One story through every pair of hands, without JavaScript: asked, answered, edited, agreed, read by two,
published, answered by the partner, changed, and in the report of the year."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from stories.models import Response, Story
from tests.browser.conftest import SMALL_PHONE, follow, press
from tests.support.factories import make_member, make_moderator, make_partner, make_waiting_story


@pytest.fixture(autouse=True)
def _without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def open_for(new_context, settings, base_url):
    """A browser of their own for each person, without JavaScript."""

    def opened(user=None, **look):
        page = new_context(java_script_enabled=False, **look).new_page()
        if user:
            client = Client()
            client.force_login(user)
            name = settings.SESSION_COOKIE_NAME
            cookie = {"name": name, "value": client.cookies[name].value, "url": base_url}
            page.context.add_cookies([cookie])
        return page

    return opened


def unfold(page, words):
    """A folded part, opened as somebody without a mouse does it."""
    page.locator("summary", has_text=words).press("Enter")


def test_from_the_first_question_to_the_report_of_the_year(open_for):
    partner = make_partner(name="The travel team")
    story = make_waiting_story(
        title="The late bus",
        happened="Mrs Smith came late each day.",
        partners=[partner],
        criticality=None,
    )
    first, second = open_for(make_moderator()), open_for(make_moderator())
    teller = open_for(viewport=SMALL_PHONE)

    first.goto("/admin/")
    follow(first, "Waiting to be read")
    press(first, re.compile("^I will read it"))
    unfold(first, "Ask the teller a question")
    first.get_by_label("What do you want to ask?").fill("Is it better now?")
    press(first, "Ask the teller a question")
    expect(first.locator("body")).to_contain_text("The question is on its way.")

    teller.goto(story.get_follow_url())
    expect(teller.locator("main")).to_contain_text("Is it better now?")
    teller.get_by_role("textbox", name="Your answer").fill("A little.")
    press(teller, "Send my answer")
    expect(teller.locator("main")).to_contain_text("We have your answer")

    first.goto("/admin/")
    follow(first, "A teller has answered")
    follow(first, "The late bus")
    press(first, "Show the teller’s words")
    first.get_by_label("What happened", exact=True).fill("The bus came late each day.")
    serious = first.get_by_label("Serious: somebody went without help")
    serious.press("Space")  # By its key: the box above it grows for what is typed.
    expect(serious).to_be_checked()
    unfold(first, "Show the teller our edits")
    press(first, "Show the teller our edits")
    expect(first.locator("body")).to_contain_text("The edits are with the teller.")

    teller.goto(story.get_follow_url())
    expect(teller.locator("main")).to_contain_text("Mrs Smith came late each day.")
    expect(teller.locator("main")).to_contain_text("The bus came late each day.")
    press(teller, "Yes, it is right")
    expect(teller.locator("main")).to_contain_text("You said yes to our edits")

    first.goto("/admin/")
    follow(first, "Edits agreed")
    follow(first, "The late bus")
    press(first, "Give the first yes")  # It leads to the page that is checked.
    press(first, "Give the first yes")
    expect(first.locator("body")).to_contain_text("Now a colleague must publish it.")
    expect(first.get_by_role("button", name="Publish it")).to_have_count(0)

    second.goto("/admin/")
    follow(second, "Needs a second person: you")
    follow(second, "The late bus")
    press(second, "Show the teller’s words")
    press(second, "Publish it")
    expect(second.get_by_role("heading", name="Since the first yes")).to_be_visible()
    press(second, "Publish it")
    expect(second.locator("body")).to_contain_text("The story is on the website.")

    answer_as_partner(open_for, partner, "We have heard you", "Thank you. We look into it.")
    publish_answer(first)
    answer = Response.objects.get()
    say_that_it_changed(open_for, partner, answer)
    publish_answer(second)

    teller.goto(story.get_follow_url())
    expect(teller.locator("main")).to_contain_text("The travel team made a change.")
    teller.goto(f"/stories/you-said-we-did/?year={timezone.localdate().year}")
    expect(teller.locator("main")).to_contain_text("The late bus")
    expect(teller.locator("main")).to_contain_text("A new bus comes on time.")
    teller.goto(Story.objects.get().get_absolute_url())
    expect(teller.locator("main")).to_contain_text("Change made")
    expect(teller.locator("main")).not_to_contain_text("Smith")
    assert teller.evaluate("document.documentElement.scrollWidth") <= SMALL_PHONE["width"]


def answer_as_partner(open_for, partner, kind, words):
    page = open_for(make_member(partner))
    page.goto("/partners/mine/")
    follow(page, "The late bus")
    page.get_by_label("What do you want to say?").fill(words)
    page.get_by_label(kind).check()
    page.get_by_label("Your name").fill("Pat")
    page.get_by_label("Your role").fill("Head of travel")
    press(page, "Send it to be read")
    expect(page.locator("main")).to_contain_text("A moderator reads your answer now.")


def publish_answer(desk):
    desk.goto("/admin/")
    follow(desk, "Answers of partners to read")
    follow(desk, "The late bus")
    press(desk, "Publish this answer")
    expect(desk.locator("body")).to_contain_text("The answer is on the website.")


def say_that_it_changed(open_for, partner, answer):
    page = open_for(partner.memberships.first().user)
    page.goto(f"/stories/answers/{answer.pk}/")
    press(page, "Say what came of it")
    page.get_by_label("What do you want to say?").fill("A new bus comes on time.")
    page.get_by_label("We have changed something").check()
    page.get_by_label("Since which day is it different?").fill(timezone.localdate().isoformat())
    page.get_by_label("Your name").fill("Pat")
    page.get_by_label("Your role").fill("Head of travel")
    press(page, "Send it to be read")
    expect(page.locator("main")).to_contain_text("A moderator reads your answer now.")
