"""A story that came twice is suggested to whoever may read both, and nothing is decided by it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.asserts import assertContains, assertNotContains

from stories.models import Story
from stories.models.duplicates import MOST, likely_duplicates, similarity, words_key
from stories.moderation import actions
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_user,
    make_waiting_story,
)

db = pytest.mark.django_db
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
LONG = "The bus stops at the corner and the driver waits for my son every morning of the week"


def reasons(story, user=None) -> dict[str, str]:
    found = likely_duplicates(story, user or make_moderator())
    return {each.story.title: each.reason for each in found}


def sent_days_ago(days, **details) -> Story:
    story = make_waiting_story(**details)
    Story.objects.filter(pk=story.pk).update(submitted_at=timezone.now() - timedelta(days=days))
    return story


@db
def test_the_same_words_are_found_whoever_sent_them():
    sent_days_ago(2, title="Our BUS", happened="It  waits!", email="")
    story = make_waiting_story(title="our bus", happened="it waits", email="a@example.org")

    assert reasons(story) == {"Our BUS": "same words, sent 2 days before"}


@db
def test_stories_of_one_address_are_suggested_the_most_alike_first():
    make_waiting_story(title="Another day", happened="We had cake.", email="Me@example.org")
    sent_days_ago(9, title="The bus", happened=f"{LONG}.", email="me@example.org")
    story = make_waiting_story(title="The bus", happened=f"{LONG}, too.", email="me@example.org")

    assert list(reasons(story).items()) == [
        ("The bus", "almost the same words, sent 9 days before"),
        ("Another day", "same address, sent on the same day"),
    ]


@db
def test_two_tellers_without_an_address_are_not_taken_for_one():
    make_waiting_story(email="")

    assert reasons(make_waiting_story(email="")) == {}


@db
def test_at_most_five_are_suggested_with_few_queries_and_no_draft(django_assert_max_num_queries):
    for _ in range(30):
        make_waiting_story()
    make_draft()
    story, moderator = make_waiting_story(), make_moderator()
    moderator.has_perm("stories.moderate_story")

    with django_assert_max_num_queries(2):
        found = likely_duplicates(story, moderator)

    assert len(found) == MOST
    assert "draft" not in {each.story.state for each in found}


@db
def test_nobody_learns_here_that_a_story_is_held_but_a_lead():
    story, moderator = make_waiting_story(title="Same"), make_moderator()
    make_waiting_story(title="Same").hold(moderator, "Harm.")

    assert likely_duplicates(story, moderator) == []
    assert likely_duplicates(story, make_user()) == []
    assert len(likely_duplicates(story, make_user("Safeguarding leads"))) == 1


@db
def test_the_desk_shows_them_with_a_link_and_offers_a_reason_to_decline(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    moderator = make_moderator()
    client.force_login(moderator)
    first, story = make_published_story(title="<b>Same</b>"), make_waiting_story(title="<b>Same</b>")
    Story.objects.filter(pk=first.pk).update(happened="x")

    page = client.get(f"/admin/stories/story/{story.pk}/change/")

    assertContains(page, "Perhaps sent twice")
    assertContains(page, f'href="/admin/stories/story/{first.pk}/change/"')
    assertContains(page, "We have this story already")
    assertNotContains(page, "<b>Same")
    actions.decline(story, moderator, Story.DeclineReason.DUPLICATE, "Thank you.")
    assert story.events.get(kind="declined").text == "We have this story already. Thank you."


@db
def test_what_is_sent_is_sorted_in_one_transaction_and_blanked_with_private_details():
    story = make_waiting_story(happened="He hit me.", about_age="under_13")
    assert (story.risk, bool(story.words_key), story.spam_reason) == (5, True, "")

    published = make_published_story()
    published.remove_private_details()
    assert published.words_key == ""


@db
def test_the_same_words_from_many_senders_wait_beside_the_queue():
    for number in range(4):
        make_waiting_story(title="Win", happened="You win.", email=f"{number}@example.org")

    assert Story.objects.waiting().count() == 3
    assert Story.objects.perhaps_spam().count() == 1


@db
def test_spam_is_marked_once_taken_back_once_and_ends_when_somebody_takes_it_seriously():
    story, moderator = make_waiting_story(), make_moderator()
    with CaptureQueriesContext(connection) as asked:
        story.put_with_spam(moderator, "It sells something.")
    assert sum(query["sql"].startswith('UPDATE "stories_story"') for query in asked) == 1
    with pytest.raises(Exception, match="Somebody changed"):
        story.put_with_spam(moderator, "Again.")
    with pytest.raises(Exception, match="Say why"):
        make_waiting_story().put_with_spam(moderator, "")

    story.ask(moderator, "Is this a story?")

    assert story.spam_reason == ""
    story.answer("Yes.")
    assert story in Story.objects.waiting()
    assert [event.kind for event in story.events.all()] == ["submitted", "spam", "asked", "answered"]


@calmly
@given(st.lists(st.text(max_size=60), max_size=6))
def test_a_key_is_short_and_the_same_for_the_same_words(texts):
    assert len(words_key(texts)) in {0, 64}
    assert words_key(texts) == words_key([f"  {text} " for text in texts])


@calmly
@given(st.text(max_size=60), st.text(max_size=60))
def test_likeness_is_a_share(one, other):
    mine, theirs = Story(happened=one), Story(happened=other)

    assert 0 <= similarity(mine, theirs) == similarity(theirs, mine) <= 1
    assert similarity(mine, mine) in {0, 1}
