"""A teller answers what they have read: an old page is told so, keeps the words, and shows what is asked now."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.workflow.versions import Stale
from stories.models import Story
from stories.moderation import actions
from tests.support.factories import make_moderator, make_waiting_story
from tests.support.following import opened, reply

pytestmark = pytest.mark.django_db
CHANGED = "This page has changed since you opened it"
REPLIES = [{"agree": "yes"}, {"disagree": "The lamps must stay."}]


def fresh(story) -> Story:
    return Story.objects.get(pk=story.pk)


def show(story, text) -> Story:
    """The moderator stops waiting, if they did, edits, and shows the edits."""
    story = fresh(story)
    if story.state == Story.State.WITH_TELLER:
        story.stop_waiting(make_moderator(), "Too long.")
    Story.objects.filter(pk=story.pk).update(public_happened=text)
    actions.show_edits(fresh(story), make_moderator())
    return fresh(story)


@pytest.mark.parametrize("sent", REPLIES)
def test_a_teller_never_answers_edits_that_they_have_not_seen(client, sent):
    story = show(make_waiting_story(), "Edits A")
    page = opened(client, story)
    show(story, "Edits B")

    answer = client.post(story.get_follow_url(), page | sent)

    assertContains(answer, CHANGED)
    assertContains(answer, "Edits B")
    assertContains(answer, sent.get("disagree", "Edits B"))
    story = fresh(story)
    assert (story.state, story.agreed_at, story.disagreed_at) == ("with_teller", None, None)

    assertRedirects(reply(client, story, **sent), story.get_follow_url())
    assert fresh(story).state == "waiting"


@pytest.mark.parametrize("sent", [*REPLIES, {"answer": "Our dog."}])
def test_a_page_without_what_it_showed_answers_nothing(client, sent):
    story = show(make_waiting_story(), "Edits A")

    assertContains(client.post(story.get_follow_url(), sent), CHANGED)

    assert fresh(story).state == "with_teller"


def test_an_answer_to_one_question_is_never_stored_under_the_next(client):
    story, moderator = make_waiting_story(), make_moderator()
    actions.ask(story, moderator, "Who is Sam?")
    page = opened(client, story)
    fresh(story).stop_waiting(moderator, "Too long.")
    actions.ask(fresh(story), moderator, "Which school was it?")

    answer = client.post(story.get_follow_url(), page | {"answer": "Our dog."})

    assertContains(answer, CHANGED)
    assertContains(answer, "Which school was it?")
    assertContains(answer, "Our dog.")
    assert fresh(story).state == "question"
    assert not story.events.filter(kind="answered").exists()


def test_words_for_a_box_that_is_gone_are_still_on_the_page(client):
    story, moderator = make_waiting_story(), make_moderator()
    actions.ask(story, moderator, "Who is Sam?")
    page = opened(client, story)
    fresh(story).stop_waiting(moderator, "Too long.")

    answer = client.post(story.get_follow_url(), page | {"answer": "Our <b>dog</b>."})

    assertContains(answer, CHANGED)
    assertContains(answer, "Our &lt;b&gt;dog&lt;/b&gt;.")
    assert fresh(story).state == "waiting"


def test_the_same_edits_shown_again_are_no_others(client):
    story = show(make_waiting_story(), "Edits A")
    page = opened(client, story)
    show(story, "Edits A")

    answer = client.post(story.get_follow_url(), page | {"agree": "yes"})

    assertRedirects(answer, story.get_follow_url())
    assert fresh(story).agreed_at


def test_nothing_that_a_moderator_does_beside_the_edits_stands_in_the_way(client):
    story = show(make_waiting_story(), "Edits A")
    page = opened(client, story)
    Story.objects.filter(pk=story.pk).update(version=story.version + 5)

    client.post(story.get_follow_url(), page | {"agree": "yes"})

    assert fresh(story).agreed_at


@pytest.mark.parametrize("sent", [{"withdraw": "yes", "sure": "yes"}, {"consent": "change"}])
def test_taking_it_back_and_consent_ask_for_nothing_that_was_shown(client, sent):
    story = show(make_waiting_story(), "Edits A")

    assertRedirects(client.post(story.get_follow_url(), sent), story.get_follow_url())

    assert fresh(story).version > story.version
    assertNotContains(client.get(story.get_follow_url()), CHANGED)


def test_edits_that_change_between_the_look_and_the_yes_refuse_it():
    story = show(make_waiting_story(), "Edits A")
    show(story, "Edits B")

    with pytest.raises(Stale):
        story.agree()

    assert fresh(story).state == "with_teller"
