"""Whatever changes a page takes back who said yes to it: it says so, it stays visible, and nobody is passed over."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from pytest_django.asserts import assertContains, assertNotContains

from stories.following.data_rights import everything_held
from stories.models import Story
from tests.stories.moderation.test_moderation import desk, fresh, press, typed
from tests.support.factories import make_moderator, make_waiting_story
from tests.support.uploads import add_photo

pytestmark = pytest.mark.django_db

NOT_SEEN = "The teller has not seen this version."
LOST = "The teller said yes to an earlier version: they have not seen this one."
FIRST_LOST = "The first yes does not hold any more"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def make_agreed_story(moderator, **details) -> Story:
    """Its teller has seen the copy as it is, and said yes."""
    story = make_waiting_story(**{"email": "teller@example.org"} | details)
    story.show_edits(moderator)
    story.agree()
    return story


def change_the_words(client, story):
    return client.post(desk(story), typed(story, do="save", public_happened="Changed."), follow=True)


def show_a_photo(client, story):
    return client.post(
        desk(story),
        typed(story, do=f"show_photo {add_photo(story, public_alt='A ramp').pk}"),
        follow=True,
    )


def hide_a_photo(client, story):
    photo = add_photo(story, public_alt="A ramp", is_shown=True)
    return client.post(desk(story), typed(story, do=f"hide_photo {photo.pk}"), follow=True)


def describe_a_photo(client, story):
    prefix = f"photo-{add_photo(story, public_alt='A ramp').pk}"
    words = {f"{prefix}-public_alt": "A steep ramp", f"{prefix}-public_caption": ""}
    return client.post(desk(story), typed(story, do="save", **words), follow=True)


def take_a_word_out(client, story):
    words = {"take_out-words": "bus", "take_out-kind": "name"}
    return client.post(desk(story), typed(story, do="take_out", **words), follow=True)


CHANGES = [change_the_words, show_a_photo, hide_a_photo, describe_a_photo, take_a_word_out]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_after_the_tellers_yes_says_so_and_is_not_published_without_them(
    client, moderator, change
):
    story = make_agreed_story(moderator, happened="The bus came.")

    assertContains(change(client, story), LOST)

    assertContains(client.get(desk(story)), NOT_SEEN)
    page = press(client, story, "publish", criticality="0")
    assertContains(page, "Show them our edits again first.")
    assert fresh(story).state == "waiting"
    assert story.events.filter(kind="yes_gone", by=moderator).count() == 1


def test_the_teller_sees_the_new_version_says_yes_and_it_is_published(client, moderator):
    story = make_agreed_story(moderator)
    change_the_words(client, story)

    press(client, story, "show_edits")
    fresh(story).agree()

    assertNotContains(client.get(desk(story)), NOT_SEEN)
    press(client, story, "publish", criticality="0")
    assert fresh(story).state == "published"


@pytest.mark.parametrize("was_asked_again", [True, False])
def test_whoever_cannot_be_asked_is_passed_over_only_with_a_reason(client, moderator, was_asked_again):
    story = make_agreed_story(moderator)
    change_the_words(client, story)
    if was_asked_again:
        press(client, story, "show_edits")
        press(client, story, "stop_waiting", **{"stop_waiting-reason": "No answer."})
    else:
        Story.objects.filter(pk=story.pk).update(email="")

    assertContains(client.get(desk(story)), "Publish it without asking the teller again")
    press(client, story, "publish", criticality="0")
    press(client, story, "publish_unasked", criticality="0")
    assert fresh(story).state == "waiting"

    press(client, story, "publish_unasked", criticality="0", **{"publish_unasked-reason": "They moved."})
    assert fresh(story).state == "published"
    assert story.events.get(kind="unasked").words == "They moved."
    assertContains(client.get(desk(story)), "They moved.")


def test_whoever_can_be_asked_is_not_passed_over_for_any_reason(client, moderator):
    story = make_agreed_story(moderator)
    change_the_words(client, story)

    assertNotContains(client.get(desk(story)), "Publish it without asking the teller again")
    words = {"criticality": "0", "publish_unasked-reason": "I am in a hurry."}
    press(client, story, "publish_unasked", **words)

    assert fresh(story).state == "waiting"
    assert not story.events.filter(kind="unasked").exists()


def test_a_version_that_changed_after_the_teller_was_asked_again_was_not_shown_to_them(
    client, moderator
):
    story = make_agreed_story(moderator)
    change_the_words(client, story)
    press(client, story, "show_edits")
    press(client, story, "stop_waiting", **{"stop_waiting-reason": "No answer."})
    press(client, story, "save", public_happened="Something else again.")

    story = fresh(story)
    with pytest.raises(ValidationError, match="Show them our edits again"):
        story.publish(moderator, unasked="They did not answer.")


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_after_the_first_yes_says_so_and_needs_a_new_one(client, moderator, change):
    story = make_waiting_story(happened="The bus came.", criticality=3)
    story.approve(make_moderator(name="Ann"))

    assertContains(change(client, story), FIRST_LOST)

    assertContains(client.get(desk(story)), FIRST_LOST)
    press(client, story, "publish", criticality="3")
    assert fresh(story).state == "waiting"
    assert story.events.get(kind="first_gone").words == "It was the yes of Ann."


def test_a_question_ends_the_first_yes_and_says_so(client, moderator):
    story = make_waiting_story(email="teller@example.org", criticality=3)
    story.approve(make_moderator(name="Ann"))

    words = {"criticality": "3", "ask-question": "Who was there?"}
    page = client.post(desk(story), typed(story, do="ask", **words), follow=True)

    assertContains(page, "The question is on its way. The first yes does not hold any more.")


def test_where_nobody_had_said_yes_nothing_is_said(client, moderator):
    story = make_waiting_story(happened="The bus came.")

    page = change_the_words(client, story)

    assertNotContains(page, NOT_SEEN)
    assertNotContains(page, FIRST_LOST)
    press(client, story, "publish", criticality="0")
    assert fresh(story).state == "published"


def test_a_yes_that_was_lost_before_it_was_written_down_is_found_again(moderator):
    lost, agreed, asked_again = (make_agreed_story(moderator) for _ in range(3))
    Story.objects.filter(pk__in=[lost.pk, asked_again.pk]).update(agreed_at=None)
    fresh(asked_again).show_edits(moderator)

    migration = import_module("stories.migrations.0008_what_a_yes_was_said_to")
    migration.write_down_what_was_lost(apps, None)

    assert fresh(lost).teller_has_not_seen_it()
    assert not fresh(agreed).teller_has_not_seen_it()
    assert not fresh(asked_again).teller_has_not_seen_it()


def test_the_file_for_the_teller_does_not_tell_that_a_story_was_held_after_its_first_yes(moderator):
    story = make_waiting_story(criticality=3)
    story.approve(make_moderator())
    before = everything_held(story)["What happened"]

    story.hold(moderator, "Somebody may not be safe.")

    assert story.events.filter(kind="first_gone").exists()
    assert everything_held(fresh(story))["What happened"] == before


def test_changes_of_a_public_story_that_its_teller_has_not_seen_are_published_only_with_a_reason(
    client, moderator
):
    story = make_agreed_story(moderator, criticality=0)
    story.publish(moderator)

    assertContains(change_the_words(client, story), LOST)
    page = press(client, story, "publish_changes", criticality="0")
    assertContains(page, "Say why you publish it without asking again.")
    assert not story.events.filter(kind="republished").exists()

    words = {"criticality": "0", "publish_changes_unasked-reason": "They told us to."}
    press(client, story, "publish_changes_unasked", **words)
    assert story.events.filter(kind="republished").exists()
    assert story.events.get(kind="unasked").words == "They told us to."
    assertNotContains(client.get(desk(story)), NOT_SEEN)


def test_publishing_changes_takes_no_yes_back(moderator):
    story = make_waiting_story(criticality=3)
    ann = make_moderator(name="Ann")
    story.approve(ann)
    story.publish(moderator)
    Story.objects.filter(pk=story.pk).update(public_happened="Changed.", criticality=0)

    fresh(story).publish_changes(moderator)

    assert not story.events.filter(kind="first_gone").exists()
