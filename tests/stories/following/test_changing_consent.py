"""Each yes can be given and taken back at any time, and said again before it ends."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.cache import revision
from stories.models import Story
from stories.submission.consent_wording import CONSENT_WORDING
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_waiting_story,
    may_go_out,
)

pytestmark = pytest.mark.django_db
ALL = {"publish": True, "training": True, "press": True}
NOTHING = dict.fromkeys(ALL, False)


def save_answers(client, story, *yes, **more):
    ticked = {f"consent_{name}": "on" for name in yes}
    return client.post(story.get_follow_url(), {"consent": "change", "sure": "yes", **ticked, **more})


def said(story) -> set[str]:
    story.refresh_from_db()
    return {name for name in ALL if getattr(story, f"consent_{name}")}


def test_the_page_shows_what_was_said(client):
    story = make_waiting_story(consent_training=True)

    page = client.get(story.get_follow_url())

    assert page.context["consent"].initial == {
        "consent_publish": True,
        "consent_training": True,
        "consent_press": False,
        "only_here": False,
        "in_other_words": False,
    }


def test_a_yes_is_taken_back_in_one_press_and_written_down(client):
    story = make_waiting_story(consent_training=True)

    assertRedirects(save_answers(client, story, "publish"), story.get_follow_url())

    assert said(story) == {"publish"}
    event = story.events.last()
    assert event.kind == "consent"
    assert "you may use it in training: no" in event.words
    assert "you may publish it on this website: yes" in event.words
    assert CONSENT_WORDING in event.words
    assertContains(client.get(story.get_follow_url()), "You last changed them on")


def test_a_new_yes_needs_everybody_whom_the_first_needed(client):
    story = make_waiting_story(about_age="under_13")

    page = save_answers(client, story, "publish", "press")

    assertContains(page, "<title>Error: ")
    assertContains(page, "Ask first. If they say yes, tick this box.")
    assertContains(page, "an adult with parental responsibility")
    assert said(story) == {"publish"}

    save_answers(client, story, "publish", "press", everybody_agrees="on")
    assert said(story) == {"publish", "press"}


@pytest.mark.parametrize(("whom", "words"), [("myself", "I say yes"), ("my_child", "The person in the")])
def test_what_was_only_read_needs_a_yes_before_others_see_it(client, whom, words):
    """It was sent with nobody else's yes. Who agrees now is written down, or it could not be published."""
    alone = dict.fromkeys(("consent_publish", "young_person_agrees", "adult_agrees"), False)
    story = make_waiting_story(about_age="under_13", about_whom=whom, **alone)

    page = save_answers(client, story, "publish")

    assertContains(page, "Then we read it, and nobody else does.")
    assertContains(page, words)
    assert said(story) == set()
    save_answers(client, story, "publish", everybody_agrees="on")
    assert said(story) == {"publish"}
    assert (story.young_person_agrees, story.adult_agrees) == (True, True)
    moderator = make_moderator()
    may_go_out(story, moderator)
    story.publish(moderator)


def test_nothing_is_published_without_the_yes_of_those_who_must_agree():
    story = make_waiting_story(about_age="under_13", adult_agrees=False)

    with pytest.raises(ValidationError, match="must still say yes"):
        story.publish(make_moderator())


def test_a_story_about_nobody_needs_nobody_else(client):
    story = make_waiting_story(about_age="nobody")

    save_answers(client, story, *ALL)

    assert said(story) == set(ALL)


def test_a_published_story_comes_down_at_once_when_its_yes_is_taken_back(client):
    story = make_published_story(consent_training=True)
    address, before = story.get_absolute_url(), revision.current()
    assert client.get(address).status_code == 200

    save_answers(client, story, "training")

    assert client.get(address).status_code == 410
    assert revision.current() > before
    assert said(story) == {"training"}
    assert story.state == "withdrawn"
    assert [event.kind for event in story.events.all()][-2:] == ["consent", "withdrawn"]
    assertContains(client.get(story.get_follow_url()), "You took your story back")


def test_another_change_leaves_a_published_story_where_it_is(client):
    story = make_published_story(consent_press=True)

    save_answers(client, story, "publish")

    story.refresh_from_db()
    assert story.state == "published"
    assert client.get(story.get_absolute_url()).status_code == 200


def test_a_new_yes_does_not_bring_a_declined_story_back(client):
    story = make_waiting_story(consent_publish=False, about_age="nobody")
    story.decline(make_moderator(), "other")
    assertContains(client.get(story.get_follow_url()), "A new yes does not change that by itself.")

    save_answers(client, story, "publish")

    assert said(story) == {"publish"}
    assert story.state == "declined"


def test_the_same_answers_twice_are_one_change(client):
    story = make_waiting_story()

    for _ in range(2):
        assertRedirects(save_answers(client, story), story.get_follow_url())

    assert story.events.filter(kind="consent").count() == 1


def test_a_moderator_who_read_the_old_answers_publishes_nothing():
    story = make_waiting_story()
    mine = Story.objects.get(pk=story.pk)
    story.change_consent("test", **NOTHING)

    with pytest.raises(ValidationError, match="Somebody changed this story"):
        mine.publish(make_moderator())


def test_a_yes_taken_back_while_it_is_being_published_wins():
    story = make_waiting_story()
    mine = Story.objects.get(pk=story.pk)
    story.publish(make_moderator())

    mine.change_consent("test", **NOTHING)

    assert mine.state == "withdrawn"


def test_a_held_story_changes_as_one_that_waits_and_stays_held(client):
    story = make_waiting_story()
    story.hold(make_moderator(), "Harm.")

    save_answers(client, story)

    assert said(story) == set()
    assert story.state == "safeguarding"
    assertContains(client.get(story.get_follow_url()), "It is with us")


@pytest.mark.parametrize("make", [make_draft, lambda: withdrawn()])
def test_what_was_not_sent_or_is_taken_back_changes_no_more(make):
    story = make()

    assert not story.change_consent("test", **ALL)
    assert said(story) == {"publish"}


def withdrawn() -> Story:
    story = make_waiting_story()
    story.withdraw()
    return story


def test_a_withdrawn_story_offers_nothing_to_change(client):
    assertNotContains(client.get(withdrawn().get_follow_url()), 'name="consent"')


def test_looking_at_the_page_changes_nothing_and_another_site_cannot(client):
    story = make_published_story()

    client.get(story.get_follow_url(), {"consent": "change"})
    Client(enforce_csrf_checks=True).post(story.get_follow_url(), {"consent": "change"})

    assert said(story) == {"publish"}
    assert story.state == "published"


def test_a_page_left_open_too_long_keeps_the_ticks():
    story = make_waiting_story()
    client = Client(enforce_csrf_checks=True)

    page = save_answers(client, story, "training", everybody_agrees="on")

    assertContains(page, "Nothing was lost", status_code=403)
    assert page.context["consent"]["consent_training"].value() is True
    assert page.context["consent"]["consent_publish"].value() is False


def test_the_wrong_link_changes_nothing(client):
    story = make_waiting_story()

    answer = client.post(f"/stories/follow/{'a' * 43}/", {"consent": "change"})

    assert answer.status_code == 404
    assert said(story) == {"publish"}


# Saying yes again


def test_yes_is_asked_for_only_in_the_month_before_it_ends(client):
    story = make_published_story()
    assertNotContains(client.get(story.get_follow_url()), "you may go on")
    client.post(story.get_follow_url(), {"renew": "yes"})
    ends = story.consent_ends_on
    story.refresh_from_db()
    assert story.consent_ends_on == ends, "too early changes nothing"

    with time_machine.travel(timezone.now() + timedelta(days=2 * 365 - 20)):
        assertContains(client.get(story.get_follow_url()), "Yes, you may go on")


def test_one_press_says_yes_for_as_long_again(client, settings):
    story = make_published_story()
    first = story.consent_ends_on

    with time_machine.travel(timezone.now() + timedelta(days=2 * 365 - 20)):
        for _ in range(2):
            assertRedirects(
                client.post(story.get_follow_url(), {"renew": "yes"}), story.get_follow_url()
            )
        story.refresh_from_db()
        today = timezone.localdate()

    assert story.consent_ends_on == today.replace(year=today.year + settings.CONSENT_YEARS) > first
    assert story.events.filter(kind="renewed").count() == 1
    assert CONSENT_WORDING in story.events.last().words
    assert story.state == "published"


def test_a_held_story_can_be_renewed_like_one_that_waits(client):
    story = make_waiting_story()
    story.hold(make_moderator(), "Harm.")

    with time_machine.travel(timezone.now() + timedelta(days=2 * 365 - 20)):
        client.post(story.get_follow_url(), {"renew": "yes"})

    story.refresh_from_db()
    assert story.state == "safeguarding"
    assert story.events.last().kind == "renewed"
