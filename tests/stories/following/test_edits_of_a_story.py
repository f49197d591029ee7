"""Edits that a teller is shown: their words beside ours, and a yes or a no that both go back to the desk."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Story, StoryEvent
from stories.moderation import actions
from tests.support.factories import make_moderator, make_waiting_story
from tests.support.following import opened, reply

pytestmark = pytest.mark.django_db


def make_shown_story(**details) -> Story:
    words = {"happened": "Mrs Smith helped us.", "good": "The lamps."}
    story = make_waiting_story(**words | details)
    Story.objects.filter(pk=story.pk).update(public_happened="A teacher helped us.", public_good="")
    story.refresh_from_db()
    actions.show_edits(story, make_moderator())
    return story


def fresh(story) -> Story:
    return Story.objects.get(pk=story.pk)


def test_the_teller_sees_both_side_by_side_and_each_change(client):
    story = make_shown_story()

    page = client.get(story.get_follow_url())

    assertContains(page, "Please check our edits")
    assertContains(page, "Mrs Smith helped us.")
    assertContains(page, "A teacher helped us.")
    assertContains(page, "Nothing. We left it out.")
    assertContains(page, "We changed nothing here.")
    html = BeautifulSoup(page.content, "html.parser")
    assert "Mrs" in html.select_one("del").text
    assert "(taken out)" in html.select_one("del").text
    assert "teacher" in "".join(each.text for each in html.select("ins"))


def test_a_yes_goes_back_to_the_desk_with_its_day(client):
    story = make_shown_story()

    assertRedirects(reply(client, story, agree="yes"), story.get_follow_url())

    story = fresh(story)
    assert (story.state, bool(story.agreed_at), story.disagreed_at) == ("waiting", True, None)
    assertContains(client.get(story.get_follow_url()), "You said yes to our edits")


def test_a_no_says_why_and_nothing_is_published_by_it(client):
    story = make_shown_story()

    reply(client, story, disagree="The lamps must stay.")

    story = fresh(story)
    assert (story.state, story.agreed_at, bool(story.disagreed_at)) == ("waiting", None, True)
    assert story.events.get(kind=StoryEvent.Kind.DISAGREED).words == "The lamps must stay."
    assertContains(client.get(story.get_follow_url()), "what you said about our edits")


def test_a_no_without_words_asks_for_them_beside_the_box(client):
    story = make_shown_story()

    page = reply(client, story, disagree="  ")

    assertContains(page, "Tell us what is not right.")
    assertContains(page, "<title>Error: ")
    assert fresh(story).state == "with_teller"


def test_too_many_words_are_kept(client):
    story = make_shown_story()

    page = reply(client, story, disagree="word " * 1_001)

    assertContains(page, "word word word")
    assert fresh(story).state == "with_teller"


def test_pressed_twice_it_is_answered_once(client):
    story = make_shown_story()

    for _ in range(2):
        reply(client, story, agree="yes")
    reply(client, story, disagree="Too late.")

    assert story.events.filter(kind__in=["agreed", "disagreed"]).count() == 1
    assert fresh(story).agreed_at


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_a_yes_and_a_no_at_once_one_wins():
    story = make_shown_story()

    seen = opened(Client(), story)

    def press(data):
        Client().post(story.get_follow_url(), seen | data)
        connection.close()

    with ThreadPoolExecutor(2) as both:
        list(both.map(press, [{"agree": "yes"}, {"disagree": "No."}]))

    assert story.events.filter(kind__in=["agreed", "disagreed"]).count() == 1
    story = fresh(story)
    assert bool(story.agreed_at) != bool(story.disagreed_at)


def test_the_letter_holds_the_link_and_no_word_of_the_story():
    story = make_shown_story()

    letter = mail.outbox[-1]

    assert story.get_follow_url() in letter.body
    assert "teacher" not in letter.body
    assert letter.to == [story.email]


def test_nobody_is_asked_who_cannot_be_written_to():
    story = make_waiting_story(email="")

    with pytest.raises(ValidationError, match="no e-mail address"):
        actions.show_edits(story, make_moderator())


def test_a_teller_can_take_the_story_back_instead(client):
    story = make_shown_story()

    client.post(story.get_follow_url(), {"withdraw": "yes", "sure": "yes"})

    assert fresh(story).state == "withdrawn"


def test_hostile_words_stay_words_on_both_sides(client):
    story = make_waiting_story(happened="<script>alert(1)</script> one")
    Story.objects.filter(pk=story.pk).update(public_happened="<img src=x> one")
    story.refresh_from_db()
    actions.show_edits(story, make_moderator())

    page = client.get(story.get_follow_url())

    assertNotContains(page, "<script>alert")
    assertNotContains(page, "<img src=x>")


# What has happened so far


def test_the_page_tells_what_happened_in_order_and_never_of_safeguarding(client):
    lead = make_moderator()
    story = make_shown_story()
    reply(client, story, agree="yes")
    story = fresh(story)
    story.note_opened(lead)
    story.note_opened(lead)
    actions.hold(story, lead, "Harm.")
    story.release(lead, "Safe.")

    page = client.get(story.get_follow_url())

    html = BeautifulSoup(page.content, "html.parser")
    told = [item.text.split(": ")[1] for item in html.select("#so-far ~ ol li")]
    assert told == [
        "You sent your story.",
        "We showed you our edits.",
        "You said yes to our edits.",
        "A person began to read it.",
    ]
    assertNotContains(page, "safeguarding")
    assertNotContains(page, "Held")
