"""A letter never costs a story, a question, a pledge or a decision; what did not go is seen by somebody."""

import pytest
from django.db import connection
from post_office.models import STATUS, Email

from partners.charter.pledges import actions as signing
from partners.models import Mistake, Pledge, Question
from partners.profile import letters as profile_letters
from stories import letters
from stories.models import SafeguardingAlert, Story
from stories.moderation import actions
from tests.support.charter import make_pledge, typed_pledge
from tests.support.factories import (
    make_member,
    make_moderator,
    make_partner,
    make_user,
    make_waiting_story,
)
from tests.support.telling import CHECK, THANKS, write

pytestmark = pytest.mark.django_db
OLD = '"a,b"@example.org'


@pytest.fixture(autouse=True)
def letters_wait(settings):
    settings.EMAIL_BACKEND = "coproduction_site.mail.Outbox"
    settings.RATE_LIMITS = False


@pytest.fixture
def no_outbox():
    """A fault of the real thing: its table is away."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE post_office_email RENAME TO post_office_email_away")
    yield
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE post_office_email_away RENAME TO post_office_email")


def question(**details) -> dict:
    typed = {"words": "How do we begin?", "name": "Pat", "email": "pat@example.org"}
    return typed_pledge(**typed | details)


def send_story(client):
    write(client)
    return client.post(CHECK)


def test_a_draft_with_an_old_address_leads_to_the_question_that_asks_for_it(client):
    write(client)
    Story.objects.update(email=OLD)

    page = client.post(CHECK, follow=True)

    assert "We can’t send letters to this address." in page.content.decode()


def test_a_letter_to_an_old_address_stands_among_what_did_not_go():
    letters.came_in(make_waiting_story(email=OLD))

    letter = Email.objects.get(subject__startswith="We have your story")
    assert letter.status == STATUS.failed
    assert letter.logs.get().message == "No letter can go to this address."


def test_a_decision_about_such_a_story_is_carried_out():
    story = make_waiting_story(email=OLD)

    actions.ask(story, make_moderator(), "May we say so?")
    actions.decline(story, make_moderator(), "other", "")

    story.refresh_from_db()
    assert story.state == Story.State.DECLINED


@pytest.mark.usefixtures("no_outbox")
def test_a_story_is_taken_though_no_letter_can_be_written(client):
    answer = send_story(client)

    assert answer.headers["Location"] == THANKS
    assert Story.objects.get().state == Story.State.WAITING


@pytest.mark.usefixtures("no_outbox")
def test_the_leads_still_find_an_unsafe_story_on_their_desk(client):
    write(client, happened="He hit her, and she wants to kill herself.")
    client.post(CHECK)

    assert Story.objects.get().state == Story.State.WAITING
    assert SafeguardingAlert.objects.count() == 1


@pytest.mark.usefixtures("no_outbox")
def test_a_pledge_a_question_and_a_mistake_are_kept_though_no_letter_can_be_written(client):
    partner = make_partner(is_champion=True)
    make_member(partner)
    make_user("Partner managers")

    client.post("/charter/sign/", typed_pledge())
    client.post(f"/partners/{partner.slug}/ask/", question())
    client.post(f"/partners/{partner.slug}/mistake/", question(email=""))

    assert Pledge.objects.count() == Question.objects.count() == Mistake.objects.count() == 1


def test_one_address_that_cannot_be_mailed_stops_no_letter_to_another():
    partner = make_partner()
    for email in ("one@example.org", OLD, "two@example.org"):
        make_member(partner, email=email)

    assert profile_letters.tell_partner(partner, "Your page", "Hello") == 2

    assert {letter.to[0] for letter in Email.objects.filter(status=STATUS.queued)} == {
        "one@example.org",
        "two@example.org",
    }
    assert Email.objects.filter(status=STATUS.failed).count() == 1


def test_the_log_says_what_went_wrong_but_not_to_whom(caplog):
    letters.came_in(make_waiting_story(email=OLD))

    assert "A letter could not be put into the outbox: CannotGo" in caplog.text
    assert "example.org" not in caplog.text


def test_an_old_pledge_with_such_an_address_is_still_decided():
    pledge = make_pledge(email=OLD)

    signing.publish(pledge, make_user("Partner managers"))

    pledge.refresh_from_db()
    assert pledge.state == Pledge.State.PUBLISHED
