"""The day on which what everybody reads of a story changed last: words, photos and answers move it, a choice of ours does not."""

from datetime import datetime

import pytest
from django.utils import timezone

from stories.models import Publication, Story
from tests.support.factories import (
    date_publication,
    make_moderator,
    make_published_story,
    make_sent_response,
)

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.make_aware(datetime(2026, 2, 3, 12, 0))


def changed_at(story):
    return Publication.objects.get(pk=story.pk).changed_at


def aged(story) -> Story:
    date_publication(story, published_at=LONG_AGO)
    assert changed_at(story) == LONG_AGO
    return Story.objects.get(pk=story.pk)


def test_a_story_that_goes_out_has_changed_then():
    assert changed_at(make_published_story()) is not None


def test_words_that_are_published_again_move_it_and_words_that_wait_do_not():
    story = aged(make_published_story(criticality=0))
    story.public_happened = "Said in other words."
    story.save()
    assert changed_at(story) == LONG_AGO

    Story.objects.get(pk=story.pk).publish_changes(make_moderator())

    assert changed_at(story) > LONG_AGO


def test_an_answer_moves_it_when_everybody_can_read_it_and_not_before():
    response = make_sent_response()
    story = aged(response.story)
    response.refresh_from_db()
    assert changed_at(story) == LONG_AGO

    response.publish(make_moderator())

    assert changed_at(story) > LONG_AGO


def test_a_story_that_staff_choose_for_the_home_page_has_not_changed():
    story = aged(make_published_story())

    story.feature(make_moderator())

    assert changed_at(story) == LONG_AGO
