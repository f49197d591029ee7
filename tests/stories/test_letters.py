"""Letters to tellers: in the outbox with the verb they tell of, and without a word of the story."""

from contextlib import suppress

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import transaction
from post_office.models import STATUS, Email
from pytest_django.asserts import assertRedirects

from stories import letters
from stories.moderation import actions
from tests.support.factories import (
    make_draft,
    make_moderator,
    make_published_story,
    make_site,
    make_urgent_number,
    make_waiting_story,
)
from tests.support.telling import CHECK, THANKS, write

SECRET = "What only a moderator may read"


def letter_of(send, *args, **details) -> EmailMessage:
    mail.outbox.clear()
    send(*args, **details)
    return mail.outbox[-1]


ALL = {
    "received": lambda: letter_of(letters.received, make_waiting_story(happened=SECRET)),
    "question": lambda: letter_of(
        letters.question, make_waiting_story(happened=SECRET), "May we say so?"
    ),
    "published": lambda: letter_of(letters.published, make_published_story(happened=SECRET)),
    "declined": lambda: letter_of(
        letters.declined, make_waiting_story(happened=SECRET), "identifies", "It is a small school."
    ),
    "shown_edits": lambda: letter_of(letters.shown_edits, make_waiting_story(happened=SECRET)),
    "taken_down": lambda: letter_of(
        letters.taken_down, make_published_story(happened=SECRET), "asked", "We are sorry."
    ),
}
HELD = {
    "received": lambda story: letters.received(story),
    "question": lambda story: letters.question(story, "Why?"),
    "shown_edits": lambda story: letters.shown_edits(story),
    "published": lambda story: letters.published(story),
    "declined": lambda story: letters.declined(story, "other"),
    "taken_down": lambda story: letters.taken_down(story, "other"),
    "consent_ends": lambda story: letters.consent_ends(story),
    "consent_over": lambda story: letters.consent_over(story),
}


@pytest.mark.parametrize("name", ALL)
def test_every_letter_has_the_reference_the_private_link_and_a_person_to_ring(db, settings, name):
    settings.SITE_URL = "https://together.example.org"
    make_site(contact_phone="01902 123456", contact_email="stories@example.org")

    letter = ALL[name]()

    assert letter.to == ["teller@example.org"]
    assert letter.reply_to == ["stories@example.org"]
    assert "https://together.example.org/stories/follow/" in letter.body
    assert "01902 123456" in letter.body
    assert letter.subject.endswith(")")


@pytest.mark.parametrize("name", ALL)
def test_no_letter_holds_a_word_of_the_story(db, name):
    letter = ALL[name]()

    assert SECRET not in letter.body + letter.subject
    assert "Story " not in letter.subject


@pytest.mark.parametrize("name", ALL)
def test_letters_are_plain_text_with_nothing_left_over(db, name):
    letter = ALL[name]()

    assert letter.content_subtype == "plain"
    assert not letter.attachments
    for leftover in ("{{", "{%", "{#", "&#x27;", "&quot;", "None", "\n\n\n"):
        assert leftover not in letter.body
    assert letter.body == letter.body.lstrip()


@pytest.mark.parametrize("send", [letters.received, letters.published])
def test_without_an_address_there_is_no_letter(db, send):
    send(make_published_story(email=""))

    assert mail.outbox == []


@pytest.mark.parametrize("send", HELD.values(), ids=HELD)
def test_nobody_is_written_to_about_a_story_that_is_held(db, send):
    story = make_waiting_story()
    story.hold(make_moderator(), "Harm.")

    send(story)

    assert mail.outbox == []


def test_a_letter_that_is_looked_at_is_the_letter_that_goes(db):
    story = make_waiting_story(title="A day out")
    seen = letters.published_letter(story).body

    actions.publish(story, make_moderator())

    assert mail.outbox[-1].body == seen


def test_the_first_letter_says_when_it_is_read_and_whom_to_ring_before(db):
    make_site(reply_promise_days=8)
    make_urgent_number(label="In danger now", number="999")

    letter = ALL["received"]()

    assert "within 8 days" in letter.body
    assert "In danger now: 999" in letter.body


def test_the_first_letter_promises_no_publishing_that_was_not_allowed(db):
    letter = letter_of(letters.received, make_waiting_story(consent_publish=False))

    assert "You did not ask us to put it on the website" in letter.body


def test_a_question_is_written_as_it_was_asked(db):
    letter = letter_of(
        letters.question, make_waiting_story(), "Who’s “Sam” & <may> we say so?\n\nThank you."
    )

    assert "Who’s “Sam” & <may> we say so?\n\nThank you." in letter.body


def test_the_letter_of_a_published_story_says_where_it_is(db, settings):
    settings.SITE_URL = "https://together.example.org/"
    story = make_published_story()

    letter = letter_of(letters.published, story)

    assert f"https://together.example.org{story.get_absolute_url()}" in letter.body


def test_a_no_says_why_in_words_for_people(db):
    letter = ALL["declined"]()

    assert "Somebody could be recognised." in letter.body
    assert "It is a small school." in letter.body


def test_no_word_that_anybody_typed_can_become_a_header(db):
    story = make_waiting_story(title="A title\nBcc: everybody@example.org")

    letter = letter_of(letters.question, story, "Why?\nBcc: everybody@example.org")

    assert "Bcc" not in str(letter.message()).split("\n\n")[0]
    assert letter.recipients() == ["teller@example.org"]


def test_a_letter_waits_in_the_database(db, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"

    letters.received(make_waiting_story())

    assert Email.objects.get().status == STATUS.queued


def test_sending_a_story_puts_its_letter_into_the_outbox(client, db, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    write(client)
    assertRedirects(client.post(CHECK), THANKS)

    assert Email.objects.get().to == ["teller@example.org"]


def test_a_decision_that_is_undone_takes_its_letter_with_it(db, settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    story, moderator = make_waiting_story(), make_moderator()

    with suppress(ZeroDivisionError), transaction.atomic():
        actions.publish(story, moderator)
        raise ZeroDivisionError

    assert Email.objects.count() == 0


def test_a_draft_is_never_written_about(client, db):
    make_draft()

    assert mail.outbox == []
