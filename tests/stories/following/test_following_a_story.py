"""The teller's own page: where the story is, an answer, and taking it back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Story
from stories.moderation import actions
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_site,
    make_user,
    make_waiting_story,
)
from tests.support.following import reply

SECRET = "What only a moderator may read"


def asked_story(question="Who is Sam?") -> Story:
    story = make_waiting_story(happened=SECRET)
    actions.ask(story, make_moderator(), question)
    return story


def test_a_story_that_waits_says_so_with_its_dates(client, db):
    make_site(reply_promise_days=10)
    story = make_waiting_story()

    page = client.get(story.get_follow_url())

    assertContains(page, story.reference)
    assertContains(page, "It is with us")
    assertContains(page, f"{story.submitted_at:%Y}")
    day = story.submitted_at + timedelta(days=10)
    assertContains(page, f"{timezone.localtime(day):%A %-d %B}")


def test_the_page_is_kept_by_nobody_and_its_address_told_to_nobody(client, db):
    page = client.get(make_waiting_story().get_follow_url())

    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "strict-origin"
    assertContains(page, "noindex")


@pytest.mark.parametrize("token", ["wrong", "a" * 43, "%00", "..", "' OR 1=1", "x" * 5000])
def test_a_wrong_link_finds_nothing(client, db, token):
    make_waiting_story()

    assert client.get(f"/stories/follow/{token}/").status_code == 404


def test_a_draft_cannot_be_followed(client, db):
    assert client.get(make_draft().get_follow_url()).status_code == 404


def test_the_reference_opens_nothing(client, db):
    story = make_waiting_story()

    assert client.get(reverse("stories:follow", args=[story.reference])).status_code == 404


def test_a_published_story_is_linked(client, db):
    story = make_published_story()

    page = client.get(story.get_follow_url())

    assertContains(page, "It is on the site")
    assertContains(page, f'href="{story.get_absolute_url()}"')


def test_a_no_says_why(client, db):
    story = make_waiting_story()
    actions.decline(story, make_moderator(), "identifies", "It is a small school.")

    page = client.get(story.get_follow_url())

    assertContains(page, "Somebody could be recognised. It is a small school.")


# A question


def test_a_question_is_shown_and_can_be_answered(client, db):
    story = asked_story("Who is Sam?")
    assertContains(client.get(story.get_follow_url()), "Who is Sam?")

    answered = reply(client, story, answer="Our dog.")

    assertRedirects(answered, story.get_follow_url())
    story.refresh_from_db()
    assert story.state == "waiting"
    assert story.events.last().words == "Our dog."
    page = client.get(story.get_follow_url())
    assertContains(page, "We have your answer")
    assertNotContains(page, "Who is Sam?")


@pytest.mark.parametrize("answer", ["", "  ", "\x00", "a" * 5_001])
def test_an_answer_that_cannot_be_kept_is_shown_again(client, db, answer):
    story = asked_story()

    page = reply(client, story, answer=answer)

    assertContains(page, "There is a problem")
    assertContains(page, answer.strip("\x00 "))
    story.refresh_from_db()
    assert story.state == "question"


def test_an_answer_sent_twice_is_one_answer(client, db):
    story = asked_story()

    for _ in range(2):
        assertRedirects(reply(client, story, answer="Once"), story.get_follow_url())

    assert story.events.filter(kind="answered").count() == 1


def test_an_answer_without_a_question_changes_nothing(client, db):
    story = make_waiting_story()

    reply(client, story, answer="Hello?")

    story.refresh_from_db()
    assert (story.state, story.answered_at) == ("waiting", None)


def test_a_page_left_open_too_long_keeps_the_answer(db):
    story = asked_story()
    client = Client(enforce_csrf_checks=True)

    page = reply(client, story, answer="A long answer")

    assertContains(page, "A long answer", status_code=403)
    assert page["Referrer-Policy"] == "strict-origin"


# Taking it back


@pytest.mark.parametrize("make", [make_waiting_story, make_published_story, asked_story])
def test_a_story_is_taken_back_by_whoever_is_sure(client, db, make):
    story = make()

    taken_back = client.post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"})

    assertRedirects(taken_back, story.get_follow_url())
    story.refresh_from_db()
    assert story.state == "withdrawn"
    page = client.get(story.get_follow_url())
    assertContains(page, "You took your story back")
    assertNotContains(page, 'name="withdraw"')


def test_a_story_that_was_public_is_gone_at_once(client, db):
    story = make_published_story()
    assert client.get(story.get_absolute_url()).status_code == 200

    client.post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"})

    assert client.get(story.get_absolute_url()).status_code == 410


def test_taking_it_back_twice_is_once(client, db):
    story = make_published_story()

    for _ in range(2):
        assertRedirects(
            client.post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"}),
            story.get_follow_url(),
        )

    assert story.events.filter(kind="withdrawn").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_take_it_back_once():
    story = make_published_story()

    def press(_):
        try:
            return Client().post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        answered = list(pool.map(press, range(4)))

    assert answered == [302] * 4
    assert story.events.filter(kind="withdrawn").count() == 1


def test_looking_at_the_page_takes_nothing_back(client, db):
    story = make_published_story()

    client.get(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"})

    story.refresh_from_db()
    assert story.state == "published"


def test_another_site_cannot_press_the_button(db):
    story = make_published_story()

    Client(enforce_csrf_checks=True).post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"})

    story.refresh_from_db()
    assert story.state == "published"


def test_a_story_that_staff_took_down_says_so(client, db):
    story = make_published_story()
    actions.take_down(story, make_moderator(), "photo", "We are sorry.")

    page = client.get(story.get_follow_url())

    assertContains(page, "not on the site any more")
    assertContains(page, "There is a worry about a photo. We are sorry.")


# What the page never says


def test_a_held_story_looks_as_if_it_waits(client, db):
    story = asked_story("A question that was open")
    actions.hold(story, make_moderator(), "A reason nobody else may read")

    page = client.get(story.get_follow_url())

    assertContains(page, "It is with us")
    for words in ("A reason nobody", "A question that was open", "Held", "safeguarding"):
        assertNotContains(page, words)


def test_staff_who_are_signed_in_see_the_same_page(client, db):
    story = make_waiting_story()
    client.force_login(make_user())

    assertContains(client.get(story.get_follow_url()), "It is with us")
