"""What slows a robot, and what a person meets who is taken for one: every word is kept."""

from uuid import uuid4

import pytest
from django.core import mail
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site import honeypot, limits
from partners.models import Mistake, Pledge, Question
from stories.models import CallRequest, Story
from stories.submission import drafts
from tests.support.charter import pledge_words
from tests.support.factories import (
    make_charter,
    make_moderator,
    make_partner,
    make_site,
    make_waiting_story,
)
from tests.support.telling import CHECK, PAGES, THANKS, answers, boxes_of, post, read_for, write


def test_nobody_who_presses_quickly_is_told_to_wait(client, db):
    """What came as fast as machines do it waits in the lane for what may be spam, and is not lost."""
    key = str(uuid4())

    assertRedirects(write(client, title="Quick words", key=key, opened=read_for(0, key)), CHECK)
    client.post(CHECK)

    story = Story.objects.get()
    assert (story.state, story.title, story.spam_reason) == ("waiting", "Quick words", honeypot.QUICK)


@pytest.mark.parametrize("stamp", ["", "made up", "1.5:abc", "\x00", "WzFd:x"])
def test_a_stamp_that_is_not_ours_counts_from_now(client, db, stamp):
    write(client, opened=stamp)

    assert Story.objects.get().spam_reason == honeypot.QUICK


@pytest.mark.parametrize("seconds", [-3600, 4, 23 * 3600])
def test_whoever_took_their_time_is_no_suspect_also_if_the_clock_was_put_back(client, db, seconds):
    key = str(uuid4())

    assertRedirects(write(client, key=key, opened=read_for(seconds, key)), CHECK)

    assert Story.objects.get().spam_reason == ""


FORMS = {
    PAGES["story"]: ({"title": "The calm room", "happened": "We planned it together."}, Story),
    "/stories/share/ring-me/": ({"number": "01902 123456", "name": "Robin"}, CallRequest),
    "/charter/sign/": (pledge_words(will_do="Ask families first", may_be_shown="on"), Pledge),
    "/partners/club/mistake/": ({"words": "The phone is old."}, Mistake),
    "/partners/club/ask/": ({"words": "How?", "name": "Sam", "email": "sam@example.org"}, Question),
}


@pytest.mark.parametrize("stamped", [(60, uuid4()), (25 * 3600, None)], ids=["another", "yesterday"])
@pytest.mark.parametrize("address", FORMS)
def test_a_page_of_yesterday_or_with_the_stamp_of_another_comes_again_with_every_word(
    client, db, address, stamped
):
    make_site()
    make_charter()
    make_partner(slug="club", is_champion=True)
    words, table = FORMS[address]
    seconds, other = stamped
    sent = words | {"key": str(uuid4())}
    sent["opened"] = read_for(seconds, other or sent["key"])

    page = client.post(address, sent)

    assertContains(page, "This page was open for a long time. We have kept what you wrote.")
    assert not table.objects.exists()
    kept = boxes_of(page)
    assert {name: kept[name] for name in words} == {name: [text] for name, text in words.items()}

    assert client.post(address, kept).status_code == 302
    assert table.objects.count() == 1
    assert not Story.objects.exclude(spam_reason="").exists()


def test_a_story_that_was_begun_goes_on_from_a_page_of_yesterday(client, db):
    key = str(uuid4())
    write(client, key=key)

    answer = post(client, "story", answers(key=key, title="Better", opened=read_for(25 * 3600, key)))

    assert answer.status_code == 302
    assert Story.objects.get().title == "Better"


def test_who_fills_the_hidden_box_is_asked_again(client, db):
    page = post(client, "story", answers(website="https://spam.example.org"))

    assertContains(page, "A box that must stay empty")
    assertContains(page, "The calm room")
    assertNotContains(page, "spam.example.org")
    assert Story.objects.count() == 0


def test_whoever_comes_after_many_from_one_place_is_thanked_like_everybody(client, db, monkeypatch):
    monkeypatch.setattr(limits, "STORIES_SENT", limits.Limit("few", times=2, minutes=60))
    for title in ("The first", "The second", "The third", "He hits me every day"):
        write(client, title=title)
        assertRedirects(client.post(CHECK), THANKS)

    many = Story.objects.many_from_one_place()
    assert [story.title for story in many] == ["The third"]
    assert many[0].flags[0] == "Many from one place"
    assert not Story.objects.perhaps_spam().exists()
    assert {story.title for story in Story.objects.waiting()} == {
        "The first", "The second", "He hits me every day",
    }  # fmt: skip
    assert len(mail.outbox) == 4


def test_a_class_can_send_its_stories_within_an_hour(db):
    assert limits.STORIES_SENT.times == 30
    assert limits.STORIES_BEGUN.times > 2 * limits.STORIES_SENT.times
    assert limits.STORY_FILES.times > 2 * limits.STORIES_SENT.times


def test_moderators_see_the_pile_of_many_and_bring_it_back_to_the_queue(client, db, settings):
    settings.REQUIRE_STAFF_MFA = False
    story = make_waiting_story(title="From a library")
    story.put_with_many()
    client.force_login(make_moderator())
    assertContains(client.get("/admin/"), "?state=many")
    page = client.get("/admin/stories/story/?state=many")
    assertContains(page, "It may be a school, a library")
    assertContains(
        client.get(f"/admin/stories/story/{story.pk}/change/"), "It may be a school or a library"
    )
    assertNotContains(client.get("/admin/stories/story/?state=spam"), "From a library")

    pressed = {"action": "not_spam", "_selected_action": [story.pk]}
    client.post("/admin/stories/story/?state=many", pressed)

    assert list(Story.objects.waiting()) == [story]
    assert not Story.objects.many_from_one_place().exists()


def test_pressing_send_often_is_not_counted_as_many_stories(client, db):
    write(client)
    for _ in range(10):
        assertRedirects(client.post(CHECK), THANKS)

    write(client)
    assertRedirects(client.post(CHECK), THANKS)


def test_a_robot_cannot_fill_the_table_with_drafts(client, db, monkeypatch):
    monkeypatch.setattr(drafts, "BEGINNING", limits.Limit("few", times=2, minutes=60))
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
