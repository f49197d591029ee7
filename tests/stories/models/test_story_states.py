"""What the database and the verbs of a story refuse, however they are asked."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from coproduction_site.cache import revision
from stories.models import Story, StoryEvent
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_user,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db

WRONG = {
    "a state that nobody knows": {"state": "lost"},
    "published without a moderator": {"state": "published", "published_at": timezone.now(), "slug": "a"},
    "published without an address": {
        "state": "published",
        "published_at": timezone.now(),
        "decided_at": timezone.now(),
        "slug": None,
    },
    "declined, but nobody knows when": {"state": "declined"},
    "withdrawn, but nobody knows when": {"state": "withdrawn"},
    "withdrawn at some time, and still waiting": {"withdrawn_at": timezone.now()},
    "waiting, but never sent": {"submitted_at": None},
    "waiting without a yes to reading": {"consent_read": False},
    "a draft that was sent": {"state": "draft"},
    "a criticality that is not on the scale": {"criticality": 6},
    "agreed and not agreed": {"agreed_at": timezone.now(), "disagreed_at": timezone.now()},
    "featured, but not public": {"featured_at": timezone.now()},
    "typed by staff, but nobody knows by whom": {"channel": "phone"},
    "a first yes by nobody": {"approved_at": timezone.now()},
}


@pytest.mark.parametrize("columns", WRONG.values(), ids=WRONG.keys())
def test_the_database_refuses(columns):
    story = make_waiting_story()

    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(**columns)


def test_the_database_refuses_a_published_story_without_a_yes_to_publishing():
    story = make_published_story()

    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(consent_publish=False)


@pytest.mark.parametrize(
    "marks",
    [{"criticality": 3}, {"has_criticism": True}, {"has_health_detail": True}, {"criticality": None}],
)
def test_the_database_refuses_a_sensitive_public_story_that_one_person_read(marks):
    story = make_published_story()

    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.filter(pk=story.pk).update(**marks)


@pytest.mark.parametrize(
    "marks", [{"criticality": 3}, {"has_criticism": True}, {"has_health_detail": True}]
)
def test_a_sensitive_story_is_published_by_somebody_else_than_the_first_yes(marks):
    first, second = make_moderator(), make_moderator()
    story = make_waiting_story(**marks)

    with pytest.raises(ValidationError, match="Two people must say yes"):
        story.publish(first)
    story.approve(first)
    with pytest.raises(ValidationError, match="Two people must say yes"):
        story.publish(first)
    story.publish(second)

    assert (story.state, story.approved_by, story.decided_by) == ("published", first, second)


def test_an_edit_takes_back_the_first_yes_and_what_the_teller_agreed_to():
    moderator = make_moderator()
    story = make_waiting_story(criticality=5)
    story.show_edits(moderator)
    story.agree()
    story.approve(moderator)

    story.note_edited(moderator)

    assert (story.agreed_at, story.approved_by, story.approved_at) == (None, None, None)
    with pytest.raises(ValidationError, match="Two people must say yes"):
        story.publish(make_moderator())


def test_a_story_that_nobody_rated_is_not_published():
    story = make_waiting_story(criticality=None)

    with pytest.raises(ValidationError, match="how critical"):
        story.publish(make_moderator())


MODERATOR_VERBS = {
    "claim": ({"waiting"}, lambda story, user: story.claim(user)),
    "ask": ({"waiting"}, lambda story, user: story.ask(user, "Why?")),
    "publish": ({"waiting"}, lambda story, user: story.publish(user)),
    "show edits": ({"waiting"}, lambda story, user: story.show_edits(user)),
    "stop waiting": ({"question", "with_teller"}, lambda story, user: story.stop_waiting(user, "Late.")),
    "decline": (
        {"waiting", "question", "with_teller"},
        lambda story, user: story.decline(user, "other"),
    ),
    "hold": (
        {"waiting", "question", "with_teller", "published"},
        lambda story, user: story.hold(user, "Harm."),
    ),
    "release": ({"safeguarding"}, lambda story, user: story.release(user, "Safe.")),
    "take_down": ({"published"}, lambda story, user: story.take_down(user, "asked")),
}


def make_story_in(state, moderator):
    if state == "draft":
        return make_draft()
    story = make_waiting_story()
    steps = {
        "waiting": [],
        "question": [lambda: story.ask(moderator, "Why?")],
        "with_teller": [lambda: story.show_edits(moderator)],
        "safeguarding": [lambda: story.hold(moderator, "Harm.")],
        "declined": [lambda: story.decline(moderator, "other")],
        "published": [lambda: story.publish(moderator)],
        "withdrawn": [story.withdraw],
    }
    for step in steps[state]:
        step()
    return story


@pytest.mark.parametrize("verb", MODERATOR_VERBS)
@pytest.mark.parametrize("state", Story.State.values)
def test_each_verb_works_from_its_own_states_and_is_refused_in_words_from_the_others(verb, state):
    moderator = make_moderator()
    story = make_story_in(state, moderator)
    states, do = MODERATOR_VERBS[verb]
    events = story.events.count()

    if state in states:
        do(story, moderator)
        assert story.events.count() == events + 1
    else:
        with pytest.raises(ValidationError) as refusal:
            do(story, moderator)
        assert str(refusal.value.messages[0]).endswith(".")
        story.refresh_from_db()
        assert story.state == state
        assert story.events.count() == events


@pytest.mark.parametrize("state", Story.State.values)
def test_a_teller_takes_a_story_back_from_any_state_but_a_draft(state):
    story = make_story_in(state, make_moderator())

    if state == "draft":
        with pytest.raises(ValidationError):
            story.withdraw()
    else:
        story.withdraw()
        story.withdraw()
        assert story.state == Story.State.WITHDRAWN


def test_a_story_without_a_yes_to_publishing_is_never_published():
    story = make_waiting_story(consent_publish=False)

    with pytest.raises(ValidationError, match="did not say yes"):
        story.publish(make_moderator())


def test_a_question_needs_an_address_to_go_to():
    story = make_waiting_story(email="")

    with pytest.raises(ValidationError, match="no e-mail address"):
        story.ask(make_moderator(), "Why?")


def test_a_moderator_who_looked_at_an_older_version_decides_nothing():
    story, moderator = make_waiting_story(), make_moderator()
    mine = Story.objects.get(pk=story.pk)
    story.claim(moderator)

    with pytest.raises(ValidationError, match="Somebody changed this story"):
        mine.publish(make_moderator())


def test_a_claimed_story_says_who_reads_it():
    story = make_waiting_story()
    story.claim(make_moderator(name="Kim"))

    with pytest.raises(ValidationError, match="Kim is reading this story"):
        Story.objects.get(pk=story.pk).claim(make_moderator())


def test_sending_a_story_moves_no_public_page_and_publishing_does():
    draft, before = make_draft(), revision.current()

    draft.submit(wording="test")
    assert revision.current() == before

    draft.publish(make_moderator())
    assert revision.current() > before


def test_taking_a_published_story_off_the_site_moves_the_public_pages():
    for leave in ("withdraw", "take_down", "hold"):
        story = make_published_story()
        before = revision.current()

        if leave == "withdraw":
            story.withdraw()
        else:
            getattr(story, leave)(make_moderator(), "other")

        assert revision.current() > before


def test_who_may_read_what_was_sent():
    waiting, held, draft = make_waiting_story(), make_waiting_story(), make_draft()
    held.hold(make_moderator(), "Harm.")

    def readable(user):
        return set(Story.objects.readable_by(user))

    assert readable(make_moderator()) == {waiting}
    assert readable(make_user("Safeguarding leads")) == {waiting, held}

    held.withdraw()
    assert readable(make_moderator()) == {waiting}, "taking it back does not open it to others"
    assert readable(make_user("Safeguarding leads")) == {waiting, held}
    assert readable(make_user("Content editors")) == set()
    assert readable(make_user()) == set()
    assert draft.state == "draft"


def test_the_history_is_added_to_in_the_order_of_what_happened():
    story, moderator = make_waiting_story(), make_moderator()
    story.ask(moderator, "Why?")
    story.answer("Because.")
    story.publish(moderator)

    assert [event.kind for event in story.events.all()] == [
        "submitted",
        "asked",
        "answered",
        "published",
    ]
    assert story.events.get(kind=StoryEvent.Kind.ANSWERED).words == "Because."


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_moderators_at_once_one_decides_and_the_other_is_told():
    story, users = make_waiting_story(), [make_moderator(), make_moderator()]
    verbs = [
        lambda mine: mine.publish(users[0]),
        lambda mine: mine.decline(users[1], "other"),
    ]
    ready, refusals = threading.Barrier(2), []

    def decide(verb):
        mine = Story.objects.get(pk=story.pk)
        ready.wait(timeout=10)
        try:
            verb(mine)
        except ValidationError as refusal:
            refusals.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    story.refresh_from_db()
    assert len(refusals) == 1
    assert story.state in {"published", "declined"}
    assert story.events.filter(kind__in=["published", "declined"]).count() == 1
