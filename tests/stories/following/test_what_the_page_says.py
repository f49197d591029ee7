"""A teller's page shows their own words and what is public, clearly apart, and promises only what is still to come."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from stories.following import data_rights
from stories.models import Story
from stories.moderation import actions
from tests.support.factories import (
    make_moderator,
    make_partner,
    make_published_story,
    make_rung,
    make_site,
    make_waiting_story,
)
from tests.support.following import reply
from tests.support.telling import CHECK, PAGES, write

pytestmark = pytest.mark.django_db
YEARS = f"Your yes lasts {settings.CONSENT_YEARS} years."


def parts(page) -> tuple[str, str]:
    """What is under “Your words”, before and after the heading of what others can read."""
    section = BeautifulSoup(page.content, "html.parser").select_one("section[aria-labelledby=own-words]")
    mine, _, theirs = section.get_text(" ", strip=True).partition("What others can read")
    return mine, theirs


# Their own words


def test_a_teller_reads_everything_that_they_sent(client):
    story = make_waiting_story(
        title="The calm room", happened="We planned it.\nTogether.", good="Tea.", better="", took_part="Us.",
        shown_name="Sam", name_choice="shown", rung=make_rung(7), partners=[make_partner(name="Voice")],
    )  # fmt: skip

    mine, theirs = parts(client.get(story.get_follow_url()))

    for words in (
        "The calm room",
        "We planned it. Together.",
        "Tea.",
        "Us.",
        "Sam",
        "Voice",
        "Co-production",
    ):
        assert words in mine
    assert "You left this empty" not in mine
    assert theirs.strip() == "Nothing of it is on this site now."


def test_what_is_public_stands_apart_from_what_was_sent(client):
    story = make_waiting_story(happened="Mrs Hill did it.")
    Story.objects.filter(pk=story.pk).update(public_happened="A teacher did it.")
    story.refresh_from_db()
    actions.publish(story, make_moderator())

    mine, theirs = parts(client.get(story.get_follow_url()))

    assert "Mrs Hill did it." in mine
    assert "A teacher did it." not in mine
    assert "A teacher did it." in theirs
    assert "Mrs Hill" not in theirs


def test_a_copy_that_is_not_public_yet_is_not_shown_as_what_others_read(client):
    story = make_waiting_story()
    Story.objects.filter(pk=story.pk).update(public_happened="Half edited.")

    assertNotContains(client.get(story.get_follow_url()), "Half edited.")


def test_what_they_said_later_is_theirs_too(client):
    story = make_waiting_story()
    actions.ask(story, make_moderator(), "And then?")

    reply(client, story, answer="Then we had lunch.")

    assertContains(client.get(story.get_follow_url()), "Then we had lunch.")


def test_words_that_were_deleted_are_said_to_be_gone(client):
    story = make_published_story(happened="My first words.")
    data_rights.remove_private_details(story)

    page = client.get(story.get_follow_url())

    mine, theirs = parts(page)
    assert "My first words." not in mine
    assert "We deleted your first words on" in mine
    assert "My first words." in theirs


def test_notes_of_staff_are_not_among_their_words(client):
    story = make_waiting_story()
    Story.objects.filter(pk=story.pk).update(spam_reason="A note of ours", content_note="Ours too")

    page = client.get(story.get_follow_url())

    for words in ("A note of ours", "Ours too"):
        assertNotContains(page, words)


# What is promised


def in_each_state() -> dict[str, Story]:
    moderator = make_moderator()
    verbs = {
        "waiting": lambda story: None,
        "question": lambda story: actions.ask(story, moderator, "And then?"),
        "with_teller": lambda story: actions.show_edits(story, moderator),
        "safeguarding": lambda story: actions.hold(story, moderator, "Harm."),
        "declined": lambda story: actions.decline(story, moderator, "other", "Thank you."),
        "published": lambda story: actions.publish(story, moderator),
        "withdrawn": lambda story: story.withdraw(),
    }
    assert {"draft", *verbs} == set(Story.State.values)
    made = {}
    for state, verb in verbs.items():
        made[state] = make_waiting_story()
        verb(made[state])
    return made


def test_only_a_story_that_waits_is_promised_a_reader(client):
    make_site(reply_promise_days=10)
    promised = {
        state
        for state, story in in_each_state().items()
        if "A person reads it by" in client.get(story.get_follow_url()).content.decode()
    }

    assert promised == {"waiting", "safeguarding"}


def test_a_day_that_is_past_is_no_promise_any_more_in_any_state(client):
    make_site(reply_promise_days=10)
    stories = in_each_state()
    sent = timezone.now() - timedelta(days=11)
    Story.objects.update(submitted_at=sent)

    late = {
        state
        for state, story in stories.items()
        if "We are late" in client.get(story.get_follow_url()).content.decode()
    }

    assert late == {"waiting", "safeguarding"}
    assertNotContains(client.get(stories["waiting"].get_follow_url()), "A person reads it by")


@pytest.mark.parametrize("hold", [False, True])
def test_a_story_that_somebody_has_begun_to_read_is_not_promised_a_reader(client, hold):
    story, moderator = make_waiting_story(), make_moderator()
    story.note_opened(moderator)
    if hold:
        actions.hold(story, moderator, "Harm.")

    page = client.get(story.get_follow_url())

    assertContains(page, "A person has begun to read it.")
    assertNotContains(page, "A person reads it by")


def test_the_days_count_from_the_last_time_that_it_came_to_us(client):
    make_site(reply_promise_days=10)
    story = make_waiting_story()
    actions.ask(story, make_moderator(), "And then?")
    Story.objects.update(submitted_at=timezone.now() - timedelta(days=50))

    reply(client, story, answer="Then we had lunch.")

    day = timezone.localdate() + timedelta(days=10)
    assertContains(client.get(story.get_follow_url()), f"{day:%A %-d %B}")


# How long a yes lasts


def test_how_long_a_yes_lasts_is_said_where_it_is_given_and_before_it_is_sent(client):
    write(client)

    assertContains(client.get(PAGES["consent"]), YEARS)
    assertContains(client.get(CHECK), YEARS)


def test_how_long_a_new_yes_lasts_is_said_where_it_is_asked_for(client):
    story = make_waiting_story()
    Story.objects.update(consent_ends_on=timezone.localdate() + timedelta(days=5))

    assertContains(
        client.get(story.get_follow_url()), f"A new yes lasts {settings.CONSENT_YEARS} years."
    )
