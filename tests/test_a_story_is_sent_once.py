"""Pressed twice, sent again, eight at once: one story, one letter, the same thank-you."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from post_office.models import Email
from pytest_django.asserts import assertRedirects

from stories import telling
from stories.models import Story
from tests.factories import (
    make_waiting_story,
)
from tests.telling import CHECK, START, THANKS, WRITE, answers, write


def test_sending_twice_or_after_going_back_stores_one_story_and_one_letter(client, db):
    words = answers()

    client.post(WRITE, words)
    client.post(WRITE, words)
    assertRedirects(client.post(CHECK), THANKS)
    assertRedirects(client.post(CHECK), THANKS)
    assertRedirects(client.post(WRITE, words), THANKS)
    assertRedirects(client.get(CHECK), THANKS)

    assert Story.objects.count() == 1
    assert len(mail.outbox) == 1


def test_a_form_sent_again_changes_nothing_of_a_story_that_was_sent(client, db):
    words = answers()
    client.post(WRITE, words)
    client.post(CHECK)

    client.post(WRITE, words | {"title": "Changed later", "consent_press": "on"})

    story = Story.objects.get()
    assert (story.title, story.state, story.consent_press) == ("The calm room", "waiting", False)


@pytest.mark.django_db(transaction=True)
def test_eight_sends_at_once_are_one_story_and_one_letter(settings):
    settings.EMAIL_BACKEND = "post_office.EmailBackend"
    words = answers()
    first = Client()
    first.post(WRITE, words)

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
def test_eight_first_forms_at_once_are_one_draft():
    words = answers()

    def post(_):
        try:
            return Client().post(WRITE, words).headers.get("Location")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answered = list(pool.map(post, range(8)))

    assert answered == [CHECK] * 8
    assert Story.objects.count() == 1


def test_without_a_letter_there_is_no_thank_you(client, db, monkeypatch):
    def fail(story):
        raise RuntimeError

    write(client)
    monkeypatch.setattr(telling.letters, "received", fail)
    client.raise_request_exception = False

    assert client.post(CHECK).status_code == 500

    assert Story.objects.get().state == "draft"


# Somebody else's story


def test_the_key_of_a_story_that_was_sent_opens_nothing(client, db):
    story = make_waiting_story(title="Somebody’s own")

    written = write(client, key=story.key, title="Taken over")
    checked = client.post(CHECK, {"key": story.key})

    assertRedirects(written, THANKS, target_status_code=302)
    assertRedirects(checked, WRITE)
    assertRedirects(client.get(THANKS), START)
    story.refresh_from_db()
    assert story.title == "Somebody’s own"


def test_the_check_page_of_one_draft_never_sends_another(client, db):
    write(client, title="First")
    first = client.get(CHECK).context["story"]
    write(client, title="Second")

    client.post(CHECK, {"key": first.key})

    assert Story.objects.sent().get().title == "First"
