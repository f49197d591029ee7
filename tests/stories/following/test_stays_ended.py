"""After a way back to an older copy nobody reads again what was taken back, or held to keep somebody safe, since."""

import pytest
from django.core import serializers
from django.core.management import call_command

from coproduction_site.backup import erasures
from stories.models import Publication, SafeguardingCase, Story, StoryEvent
from tests.support.factories import make_draft, make_published_story, make_user, make_waiting_story

pytestmark = pytest.mark.django_db
State = Story.State


def copy_of(story) -> str:
    rows = [
        Story.objects.get(pk=story.pk),
        *story.events.all(),
        *Publication.objects.filter(pk=story.pk),
    ]
    return serializers.serialize("json", rows)


def go_back_to(copy: str) -> Story:
    rows = [row.object for row in serializers.deserialize("json", copy)]
    Publication.objects.filter(pk=rows[0].pk).delete()
    StoryEvent.objects.filter(story=rows[0].pk).delete()
    SafeguardingCase.objects.filter(story=rows[0].pk).delete()
    for row in rows:
        row.save()
    call_command("erase_again", verbosity=0)
    return Story.objects.get(pk=rows[0].pk)


def is_public(story) -> bool:
    return Publication.objects.filter(pk=story.pk).exists()


@pytest.fixture
def lead():
    return make_user("Safeguarding leads")


def test_a_published_story_that_was_taken_back_since_is_not_public_again():
    story = make_published_story()
    copy = copy_of(story)
    story.withdraw()

    restored = go_back_to(copy)

    assert restored.state == State.WITHDRAWN
    assert not is_public(restored)


def test_a_yes_that_was_taken_away_since_is_not_given_back():
    story = make_published_story()
    copy = copy_of(story)
    story.change_consent("1", publish=False, training=False, press=False)

    assert not is_public(go_back_to(copy))


def test_a_story_that_was_taken_back_before_anybody_read_it_is_not_on_the_desk_again():
    story = make_waiting_story()
    copy = copy_of(story)
    story.withdraw()

    assert go_back_to(copy).state == State.WITHDRAWN


def test_a_story_that_was_held_since_is_seen_by_leads_alone_again(lead):
    story = make_published_story()
    copy = copy_of(story)
    story.hold(lead, "A child may not be safe.")

    restored = go_back_to(copy)

    assert restored.state == State.SAFEGUARDING
    assert restored.held_at
    assert not is_public(restored)
    assert restored.cases.open().exists()


def test_what_was_held_and_then_taken_back_is_both_again(lead):
    story = make_waiting_story()
    copy = copy_of(story)
    story.hold(lead, "A child may not be safe.")
    Story.objects.get(pk=story.pk).withdraw()

    restored = go_back_to(copy)

    assert (restored.state, bool(restored.held_at)) == (State.WITHDRAWN, True)


def test_what_came_back_since_stays_as_it_was_in_the_copy(lead):
    story, held = make_waiting_story(), make_waiting_story()
    copies = [copy_of(story), copy_of(held)]
    story.withdraw()
    Story.objects.get(pk=story.pk).bring_back()
    held.hold(lead, "A child may not be safe.")
    Story.objects.get(pk=held.pk).release(lead, "All is well.")

    assert [go_back_to(copy).state for copy in copies] == [State.WAITING] * 2


def test_a_draft_is_left_to_its_teller():
    draft = make_draft()
    erasures.remember(State.WITHDRAWN, draft.key)

    assert go_back_to(copy_of(draft)).state == State.DRAFT


def test_doing_it_twice_is_doing_it_once():
    story = make_published_story()
    copy = copy_of(story)
    story.withdraw()
    restored = go_back_to(copy)
    events = restored.events.count()

    call_command("erase_again", verbosity=0)

    assert restored.events.count() == events


def test_of_two_lists_the_later_word_counts(tmp_path):
    again, back = make_waiting_story(), make_waiting_story()
    for story in (again, back):
        story.withdraw()
    erasures.write_down(tmp_path)
    for story in (again, back):
        Story.objects.get(pk=story.pk).bring_back()
    Story.objects.get(pk=again.pk).withdraw()

    found = erasures.later_of(erasures.known(), erasures.read(tmp_path))

    assert erasures.is_so(State.WITHDRAWN, again.key, found)
    assert not erasures.is_so(State.WITHDRAWN, back.key, found)
