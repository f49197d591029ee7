"""One press stops one kind of letter for one person: without an account, a cookie or a token. RFC 8058."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail as outbox
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import TurnedOff
from partners.upkeep import letters
from stories import letters as story_letters
from stories.moderation import digest
from tests.support.factories import make_moderator, make_partner, make_user, make_waiting_story

pytestmark = pytest.mark.django_db


def still_correct(user) -> list:
    outbox.outbox.clear()
    letters.still_correct(make_partner(), user, "/x/", 30, is_reminder=False)
    return outbox.outbox


def address_in(letter) -> str:
    return urlsplit(letter.extra_headers["List-Unsubscribe"].strip("<>")).path


@pytest.fixture
def user():
    return make_user()


@pytest.fixture
def address(user):
    [letter] = still_correct(user)
    return address_in(letter)


def test_one_press_of_a_mail_program_is_enough(user, address):
    program = Client(enforce_csrf_checks=True)

    answer = program.post(
        address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 200
    assert not answer.cookies
    assert still_correct(user) == []


def test_opening_it_stops_nothing_and_shows_one_button(user, address, client):
    page = client.get(address)

    assertContains(page, "<button", count=page.content.decode().count("<button"))
    form = re.search(r'<form method="post">.*?</form>', page.content.decode(), re.DOTALL)[0]
    assert form.count("<button") == 1
    assert len(still_correct(user)) == 1


def test_it_can_be_turned_on_again(user, address, client):
    assertContains(client.post(address, {"stop": "1"}), "You do not get this letter")
    assertContains(client.get(address), "Send it to me again")
    assert still_correct(user) == []

    assertContains(client.post(address, {"again": "1"}), "Stop this letter")

    assert len(still_correct(user)) == 1


def test_pressed_twice_it_is_stopped_once(user, address, client):
    client.post(address)
    client.post(address)

    assert TurnedOff.objects.count() == 1


def test_only_this_letter_stops_and_only_for_this_person(address, client):
    moderator, other = make_moderator(), make_user()
    client.post(address)
    make_waiting_story()

    assert digest.letter_to(moderator) is not None
    assert len(still_correct(other)) == 1


def test_the_daily_letter_stops_for_who_does_not_want_it(client):
    moderator = make_moderator()
    make_waiting_story()

    client.post(address_in(digest.letter_to(moderator)))

    assert digest.letter_to(moderator) is None


def test_nobody_can_turn_off_a_call_to_keep_somebody_safe():
    lead = make_user("Safeguarding leads")
    for kind in TurnedOff.Kind:
        TurnedOff.objects.create(user=lead, kind=kind)
    outbox.outbox.clear()

    story_letters.safeguarding_alert(make_waiting_story(email=""))

    [letter] = outbox.outbox
    assert letter.to == [lead.email]
    assert "List-Unsubscribe" not in letter.extra_headers


@pytest.mark.parametrize("token", ["x", "WzEsImRpZ2VzdCJd:1abc:x", "%20"])
def test_an_address_that_was_made_up_opens_nothing(client, token):
    assert client.get(f"/letters/off/{token}/").status_code == 404
    assert client.post(f"/letters/off/{token}/").status_code == 404


def test_a_change_of_one_sign_opens_nothing(address, client):
    assert client.post(address[:-4] + "abc/").status_code == 404
    assert not TurnedOff.objects.exists()


def test_the_page_is_kept_by_nobody_and_names_nobody(user, address, client):
    page = client.get(address)

    assert "no-store" in page.headers["Cache-Control"]
    assert page.headers["Referrer-Policy"] == "strict-origin"
    assertNotContains(page, user.email)
