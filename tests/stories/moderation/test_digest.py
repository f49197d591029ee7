"""The moderators' letter: once a day, only when something waits, and without a word of a story."""

import threading
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection

from stories.models import DigestDay
from stories.moderation import digest
from tests.support.factories import make_moderator, make_site, make_user, make_waiting_story

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
NEXT_MORNING = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@time_machine.travel(MORNING)
def test_everybody_who_moderates_gets_one_letter_a_day(mailoutbox):
    people = [make_moderator(), make_user("Safeguarding leads"), make_user(is_superuser=True)]
    make_waiting_story(title="Very private")

    assert digest.send_today() == 3
    assert digest.send_today() == 0

    assert [letter.to for letter in mailoutbox] == [[user.email] for user in people]
    assert "Waiting to be read: 1" in mailoutbox[0].body
    assert "/admin/" in mailoutbox[0].body
    assert "Very private" not in mailoutbox[0].body + mailoutbox[0].subject


def test_the_next_day_has_its_own_letter(mailoutbox):
    make_moderator()
    with time_machine.travel(MORNING):
        make_waiting_story()
        digest.send_today()
    with time_machine.travel(NEXT_MORNING):
        digest.send_today()

    assert len(mailoutbox) == 2


@time_machine.travel(MORNING)
def test_nobody_gets_a_letter_when_nothing_waits(mailoutbox):
    make_moderator()

    assert digest.send_today() == 0
    assert not DigestDay.objects.exists()

    make_waiting_story()
    assert digest.send_today() == 1


@time_machine.travel(NIGHT)
def test_nobody_gets_a_letter_at_night(mailoutbox):
    make_moderator()
    make_waiting_story()

    assert digest.send_today() == 0


@time_machine.travel(MORNING)
def test_who_has_left_or_does_not_moderate_gets_none(mailoutbox):
    make_waiting_story()
    make_moderator(is_active=False)
    make_user("Content editors")
    make_user()

    assert digest.send_today() == 0


@time_machine.travel(MORNING)
def test_only_leads_are_told_what_is_held(mailoutbox):
    make_site(reply_promise_days=10)
    moderator, lead = make_moderator(), make_user("Safeguarding leads")
    make_waiting_story().hold(moderator, "Harm.")

    assert digest.send_today() == 1

    assert mailoutbox[0].to == [lead.email]
    assert "Held to keep somebody safe: 1" in mailoutbox[0].body


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_several_workers_one_writes_the_letters_of_the_day(mailoutbox):
    make_moderator()
    make_waiting_story()
    ready, written = threading.Barrier(3), []

    def work():
        ready.wait(timeout=10)
        try:
            written.append(digest.send_today())
        finally:
            connection.close()

    with time_machine.travel(MORNING, tick=True):
        threads = [threading.Thread(target=work) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=30)

    assert sorted(written) == [0, 0, 1]
    assert len(mailoutbox) == 1
