"""Pressed twice, sent again, eight at once: one story, one letter, the same thank-you."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from post_office.models import Email
from pytest_django.asserts import assertRedirects

from stories.models import Story
from stories.submission import drafts
from tests.support.factories import make_draft, make_waiting_story
from tests.support.telling import CHECK, PAGES, START, THANKS, WRITE, answers, post, tell, write


def test_sending_twice_or_after_going_back_stores_one_story_and_one_letter(client, db):
    words = answers()

    write(client, **words)
    write(client, **words)
    assertRedirects(client.post(CHECK), THANKS)
    assertRedirects(client.post(CHECK), THANKS)
    for slug in PAGES:
        assertRedirects(post(client, slug, words), THANKS)
    assertRedirects(client.get(CHECK), THANKS)
    assertRedirects(client.get(PAGES["story"]), THANKS)

    assert Story.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_page_sent_again_changes_nothing_of_a_story_that_was_sent(client, db):
    words = answers()
    tell(client, **words)

    for slug in PAGES:
        post(client, slug, words | {"title": "Changed later", "consent_press": "on"})

    story = Story.objects.get()
    assert (story.title, story.state, story.consent_press) == ("The calm room", "waiting", False)


@pytest.mark.django_db(transaction=True)
def test_eight_sends_at_once_are_one_story_and_one_letter(settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    first = Client()
    write(first)

    def send(_):
        client = Client()
        client.cookies = first.cookies.copy()
        try:
            return client.post(CHECK).headers.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(send, range(8)))

    assert answered == [THANKS] * 8
    assert Story.objects.sent().count() == 1
    assert Email.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_first_pages_at_once_are_one_draft():
    words = answers()

    def begin(_):
        try:
            return post(Client(), "who", words).headers.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(begin, range(8)))

    assert answered == [PAGES["age"]] * 8
    assert Story.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_pages_sent_at_once_lose_none_of_their_answers():
    words = answers(good="The lamps")
    write(Client(), upto="story", **words)

    def answer(slug):
        try:
            return post(Client(), slug, words).status_code
        finally:
            connection.close()

    slugs = [slug for slug in PAGES if slug not in ("who", "age", "look")]
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(answer, slugs)) == {302}

    story = Story.objects.get()
    assert (story.title, story.good, story.email) == (words["title"], "The lamps", words["email"])
    assert set(story.steps_done) == {"who", "age", *slugs}


def test_a_story_that_misses_an_answer_is_not_sent_whoever_asks(db):
    draft = make_draft(happened="")

    with pytest.raises(drafts.Unfinished):
        drafts.send(draft.key, "somewhere")

    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_letter_that_cannot_be_written_costs_no_story(client, db, monkeypatch):
    def fail(story):
        raise RuntimeError

    write(client)
    monkeypatch.setattr(drafts.letters, "received", fail)

    assertRedirects(client.post(CHECK), THANKS)

    assert Story.objects.get().state == "waiting"


# Somebody else's story


def test_the_key_of_a_story_that_was_sent_opens_nothing(client, db):
    story = make_waiting_story(title="Somebody’s own")

    written = write(client, key=story.key, title="Taken over")
    checked = client.post(CHECK, {"key": story.key})

    assertRedirects(written, THANKS, target_status_code=302)
    assertRedirects(checked, WRITE, fetch_redirect_response=False)
    assertRedirects(client.get(THANKS), START)
    story.refresh_from_db()
    assert story.title == "Somebody’s own"


def test_the_check_page_of_one_draft_never_sends_another(client, db):
    write(client, title="First")
    first = client.get(CHECK).context["story"]
    write(client, title="Second")

    client.post(CHECK, {"key": first.key})

    assert Story.objects.sent().get().title == "First"
