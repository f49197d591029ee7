"""The first screen of the admin: what needs me today, and nothing that does not."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.desk import waiting
from coproduction_site.desk.deadlines import light
from stories.models import Story
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_rung,
    make_sent_response,
    make_site,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
INDEX = "/admin/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def sent_days_ago(days, **details) -> Story:
    story = make_waiting_story(**details)
    Story.objects.filter(pk=story.pk).update(submitted_at=timezone.localtime() - timedelta(days=days))
    return story


def with_edits_shown(moderator, **details) -> Story:
    story = make_waiting_story(**details)
    story.show_edits(moderator)
    return story


def piles(page) -> dict[str, str]:
    """What each card on the first screen counts."""
    found = re.findall(r"<strong>(\d+\+?)</strong> ([^<]+)</a>", page.content.decode())
    return {words: number for number, words in found}


@pytest.mark.parametrize(
    ("days", "word"), [(0, "In good time"), (5, "In good time"), (6, "Soon"), (10, "Soon"), (11, "Late")]
)
def test_the_age_of_a_story_is_measured_against_the_promise(days, word):
    assert light(timezone.localtime() - timedelta(days=days), 10).word == word


def test_a_clock_that_went_back_makes_nobody_early():
    assert light(timezone.now() + timedelta(days=3), 10).days == 0


def test_the_first_screen_counts_what_needs_me(client, moderator):
    make_site(reply_promise_days=10)
    colleague = make_moderator()
    sent_days_ago(12)
    make_waiting_story().claim(moderator)
    make_waiting_story().claim(colleague)
    make_waiting_story().ask(moderator, "Why?")
    answered = make_waiting_story()
    answered.ask(moderator, "Why?")
    answered.answer("Because.")
    with_edits_shown(colleague).agree()
    with_edits_shown(colleague).disagree("No.")
    make_waiting_story(criticality=4).approve(colleague)
    make_waiting_story(criticality=4).approve(moderator)
    make_waiting_story().put_with_spam(moderator, "It sells something.")
    make_sent_response()
    make_draft()

    page = client.get(INDEX)

    assert piles(page) == {
        "Waiting to be read": "8",
        "Mine to read": "1",
        "A teller has answered": "1",
        "Edits agreed": "1",
        "Edits not agreed": "1",
        "Needs a second person: you": "1",
        "Perhaps spam": "1",
        "Answers of partners to read": "1",
    }
    assertContains(page, "12 days")
    assertContains(page, "Late")


def test_a_consent_that_ends_is_told_with_the_days_that_are_left(client, moderator):
    story = make_published_story()
    Story.objects.filter(pk=story.pk).update(consent_ends_on=timezone.localdate() + timedelta(days=9))

    page = client.get(INDEX)

    assert piles(page)["Consent ends soon"] == "1"
    assertContains(page, "The first: in 9 days")


def test_only_safeguarding_leads_are_told_that_something_is_held(client, moderator):
    make_waiting_story().hold(moderator, "Harm.")

    assert "Held to keep somebody safe" not in piles(client.get(INDEX))

    lead = Client()
    lead.force_login(make_user("Safeguarding leads"))
    assert piles(lead.get(INDEX))["Held to keep somebody safe"] == "1"


def test_an_empty_desk_says_something_kind(client, moderator):
    page = client.get(INDEX)

    assertContains(page, "No story waits to be read.")
    assert piles(page) == {}


def test_whoever_does_not_moderate_sees_no_word_about_stories(client):
    make_waiting_story()
    client.force_login(make_user("Content editors"))

    page = client.get(INDEX)

    assert piles(page) == {}
    assertNotContains(page, "/admin/stories/story/")


def test_every_card_leads_to_exactly_the_stories_that_it_counts(client, moderator):
    lead = make_user("Safeguarding leads")
    client.force_login(lead)
    make_waiting_story().claim(lead)
    make_waiting_story().hold(moderator, "Harm.")
    with_edits_shown(moderator).agree()
    with_edits_shown(moderator).disagree("No.")
    make_waiting_story(criticality=4).approve(moderator)
    make_waiting_story(criticality=4).approve(lead)
    make_waiting_story().put_with_spam(moderator, "It sells something.")
    page = client.get(INDEX).content.decode()

    cards = re.findall(r'<a href="(/admin/stories/story/[^"]+)"><strong>(\d+)</strong>', page)

    assert len(cards) == 7
    for address, number in cards:
        listed = client.get(address.replace("&amp;", "&")).context["cl"].result_count
        assert listed == int(number), address


def test_a_high_pile_is_not_counted_to_its_end(client, moderator, monkeypatch):
    monkeypatch.setattr(waiting, "MOST", 2)
    for _ in range(4):
        make_waiting_story()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(INDEX)

    assert piles(page)["Waiting to be read"] == "2+"
    about_stories = [query["sql"] for query in asked if 'FROM "stories_' in query["sql"]]
    assert len(about_stories) > 10
    assert [sql for sql in about_stories if "LIMIT" not in sql] == []


def test_the_first_screen_costs_the_same_however_much_waits(
    client, moderator, django_assert_num_queries
):
    with CaptureQueriesContext(connection) as empty:
        client.get(INDEX)
    for _ in range(2):
        make_waiting_story(rung=make_rung())
        with django_assert_num_queries(len(empty)):
            client.get(INDEX)
