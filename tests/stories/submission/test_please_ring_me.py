"""Who would rather talk leaves a number: asked once, rung by somebody, and deleted afterwards."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.desk.waiting import piles
from coproduction_site.limits import Limit
from stories import retention
from stories.models.calls import CallRequest
from stories.moderation.dashboard import KINDS
from stories.submission.views import call_me
from tests.support.factories import make_moderator, make_site, make_user
from tests.support.telling import opened

pytestmark = pytest.mark.django_db
PAGE, THANKS = "/stories/share/ring-me/", "/stories/share/ring-me/thanks/"
DESK = "/admin/stories/callrequest/"


def ask(client, **details):
    words = {"key": str(uuid4()), "number": "01902 123456", "name": "Robin"}
    return client.post(PAGE, opened(words | details))


@pytest.fixture
def desk(settings):
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    client.force_login(make_moderator())
    return client


def test_a_number_is_enough(client):
    assertRedirects(ask(client, name=""), THANKS)

    call = CallRequest.objects.get()
    assert (call.number, call.state, call.language_name) == ("01902 123456", "open", "English")


def test_an_interpreter_and_a_language_can_be_asked_for(client, desk):
    ask(client, language="pa", needs_interpreter="on", when="Mornings")

    page = desk.get(DESK)

    assertContains(page, "Panjabi")
    assertContains(page, "with an interpreter")
    assertContains(page, "Mornings")


@pytest.mark.parametrize("number", ["", "ring", "12", "1" * 40, "<script>", "٠١٢٣٤٥٦٧"])
def test_what_is_no_number_is_said_beside_the_box_and_every_word_is_kept(client, number):
    page = ask(client, number=number, words="Please ring twice.")

    assertContains(page, "<title>Error: ")
    assertContains(page, "Please ring twice.")
    assert not CallRequest.objects.exists()


def test_the_same_form_sent_often_is_one_request(client):
    key = str(uuid4())

    for _ in range(3):
        assertRedirects(ask(client, key=key), THANKS)

    assert CallRequest.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_eight_presses_at_once_are_one_request():
    key = str(uuid4())

    def press(_):
        answer = ask(Client(), key=key)
        connection.close()
        return answer.status_code

    with ThreadPoolExecutor(8) as eight:
        assert set(eight.map(press, range(8))) == {302}

    assert CallRequest.objects.count() == 1


def test_a_robot_that_fills_in_the_hidden_box_leaves_nothing(client):
    ask(client, website="https://example.org")

    assert not CallRequest.objects.exists()


def test_too_many_from_one_place_are_told_what_to_do_and_keep_their_words(client, monkeypatch):
    for _ in range(30):
        assertRedirects(ask(client), THANKS)
    monkeypatch.setattr(call_me, "ASKING", Limit("few", times=0, minutes=60))

    page = ask(client, words="Please ring twice.")

    assert page.status_code == 429
    assertContains(page, "Please ring twice.", status_code=429)
    assert CallRequest.objects.count() == 30


def test_words_are_kept_when_the_page_was_open_for_too_long():
    page = ask(Client(enforce_csrf_checks=True), words="Please ring twice.")

    assertContains(page, "Please ring twice.", status_code=403)
    assert not CallRequest.objects.exists()


def test_the_thank_you_page_shows_nothing_of_anybody(client):
    make_site(reply_promise_days=8)
    ask(client)

    page = client.get(THANKS)

    assertContains(page, "within 8 days")
    assertNotContains(page, "01902 123456")
    assertNotContains(page, "Robin")


def test_the_first_screen_counts_calls_and_staff_say_when_they_are_done(client, desk):
    ask(client)
    call = CallRequest.objects.get()
    counted = piles(KINDS, make_moderator(), make_site())
    pile = next(pile for pile in counted if "rung" in pile.label)
    assert (pile.count, pile.address) == (1, DESK)

    desk.post(reverse("admin:stories_callrequest_done", args=[call.pk]))

    assertContains(desk.get(DESK), "Nobody is waiting for a call.")
    call.refresh_from_db()
    assert call.done_by
    with pytest.raises(ValidationError, match="already"):
        call.finish(make_moderator())


def test_hostile_words_are_words_on_the_desk(client, desk):
    ask(client, name="<b>Robin</b>", words="<script>alert(1)</script>")

    page = desk.get(DESK)

    assertNotContains(page, "<script>alert")
    assertContains(page, "&lt;b&gt;Robin&lt;/b&gt;")


def test_nobody_else_sees_or_settles_a_call(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    ask(client)
    call = CallRequest.objects.get()
    for user in [make_user(), make_user("Content editors")]:
        other = Client()
        other.force_login(user)
        assert other.get(DESK).status_code in (302, 403)
        other.post(reverse("admin:stories_callrequest_done", args=[call.pk]))
    call.refresh_from_db()
    assert call.state == "open"


def test_a_number_is_erased_when_its_time_is_over(client, settings):
    for _ in range(2):
        ask(client)
    old, new = CallRequest.objects.all()
    for call in (old, new):
        call.finish(make_moderator())
    long_ago = timezone.now() - timedelta(days=settings.CALL_DAYS + 1)
    CallRequest.objects.filter(pk=old.pk).update(done_at=long_ago)

    assert retention.due()["calls that were made erased"] == [old.reference]
    retention.carry_out()

    assert list(CallRequest.objects.all()) == [new]


@pytest.mark.parametrize("columns", [{"state": "done"}, {"number": ""}, {"done_at": timezone.now()}])
def test_the_database_refuses_a_call_that_cannot_be(client, columns):
    ask(client)

    with pytest.raises(IntegrityError), transaction.atomic():
        CallRequest.objects.update(**columns)
