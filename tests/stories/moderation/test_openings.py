"""Who looked at a teller's own words is written down, and a list of it can be read: once for each look, not for each reload."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from stories.models import StoryEvent
from tests.support.factories import make_moderator, make_waiting_story

pytestmark = pytest.mark.django_db


def openings(story) -> int:
    return story.events.filter(kind=StoryEvent.Kind.OPENED).count()


@pytest.fixture
def story(db):
    return make_waiting_story()


def test_a_screen_that_is_loaded_again_is_the_same_opening(client, settings, story):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())
    screen = reverse("admin:stories_story_change", args=[story.pk])

    for _ in range(3):
        assert client.get(screen).status_code == 200

    assert openings(story) == 1


@pytest.mark.parametrize(("minutes", "times"), [(59, 1), (61, 2)])
def test_an_hour_later_it_is_another(story, minutes, times):
    moderator = make_moderator()
    story.note_opened(moderator)

    with time_machine.travel(timezone.now() + timedelta(minutes=minutes)):
        story.note_opened(moderator)

    assert openings(story) == times


def test_two_people_opened_it_twice_however_often_they_look(story):
    one, other = make_moderator(), make_moderator()

    for moderator in (one, other, one, other):
        story.note_opened(moderator)

    assert openings(story) == 2


def test_when_something_has_happened_since_it_is_opened_anew(story):
    moderator = make_moderator()
    story.note_opened(moderator)
    story.claim(moderator)

    story.note_opened(moderator)

    assert openings(story) == 2


def test_a_document_that_was_opened_stands_for_no_look_at_the_words(story):
    moderator = make_moderator()
    story.events.create(kind=StoryEvent.Kind.OPENED, by=moderator, words="The document “a.pdf”.")

    story.note_opened(moderator)

    assert openings(story) == 2
