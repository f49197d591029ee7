"""What slows a robot, and what a person meets who is taken for one: every word is kept."""

import pytest
from django.core import mail
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import honeypot
from stories.models import Story
from stories.submission import drafts
from tests.support.factories import make_site
from tests.support.telling import CHECK, PAGES, THANKS, answers, boxes_of, post, write


def test_nobody_who_presses_quickly_is_told_to_wait(client, db):
    """What came as fast as machines do it waits in the lane for what may be spam, and is not lost."""
    now = honeypot.stamps.sign_object(honeypot.time.time())

    assertRedirects(write(client, title="Quick words", opened=now), CHECK)
    client.post(CHECK)

    story = Story.objects.get()
    assert (story.state, story.title, story.spam_reason) == ("waiting", "Quick words", honeypot.QUICK)


@pytest.mark.parametrize("stamp", ["", "made up", "1.5:abc", "\x00", "WzFd:x"])
def test_a_stamp_that_is_not_ours_counts_from_now(client, db, stamp):
    write(client, opened=stamp)

    assert Story.objects.get().spam_reason == honeypot.QUICK


@pytest.mark.parametrize("seconds", [-4, 3600])
def test_whoever_took_their_time_is_no_suspect_also_if_the_clock_was_put_back(client, db, seconds):
    stamp = honeypot.stamps.sign_object(honeypot.time.time() + seconds)

    assertRedirects(write(client, opened=stamp), CHECK)

    assert Story.objects.get().spam_reason == ""


def test_who_fills_the_hidden_box_is_asked_again(client, db):
    page = post(client, "story", answers(website="https://spam.example.org"))

    assertContains(page, "A box that must stay empty")
    assertContains(page, "The calm room")
    assertNotContains(page, "spam.example.org")
    assert Story.objects.count() == 0


def test_a_seventh_story_in_an_hour_waits_with_every_word_and_says_whom_to_ring(client, db):
    make_site(contact_phone="01902 123456")
    for _ in range(6):
        write(client)
        client.post(CHECK)
    write(client, title="The seventh")

    page = client.post(CHECK)

    assert page.status_code == 429
    assertContains(page, "The seventh", status_code=429)
    assertContains(page, "01902 123456", status_code=429)
    assert (Story.objects.sent().count(), len(mail.outbox)) == (6, 6)
    assertContains(client.get(CHECK), "The seventh")


def test_pressing_send_often_is_not_counted_as_many_stories(client, db):
    write(client)
    for _ in range(10):
        assertRedirects(client.post(CHECK), THANKS)

    write(client)
    assertRedirects(client.post(CHECK), THANKS)


def test_a_robot_cannot_fill_the_table_with_drafts(client, db, monkeypatch):
    monkeypatch.setattr(drafts, "BEGINNING", drafts.Limit("few", times=2, minutes=60))
    for _ in range(2):
        assertRedirects(write(client), CHECK)

    page = post(client, "story", answers(title="One too many"))

    assertContains(page, "One too many", status_code=429)
    assert Story.objects.count() == 2


def test_whoever_comes_back_to_change_an_answer_does_not_wait_again(client, db):
    write(client)
    page = client.get(f"{PAGES['story']}?change")

    answer = client.post(PAGES["story"], boxes_of(page) | {"title": "The calmer room"})

    assert answer.url == CHECK
