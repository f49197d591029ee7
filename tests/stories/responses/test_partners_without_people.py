"""A partner where nobody can sign in: everybody sees it, and its time begins when somebody can."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from partners.members.invitations import invite_to_partner
from stories.models import Response, StoryEvent
from stories.responses import actions
from tests.support.factories import (
    answer_words,
    make_awaited_response,
    make_member,
    make_moderator,
    make_partner,
    make_site,
    make_user,
    make_waiting_story,
    may_go_out,
)
from tests.support.signing_in import letters_to

pytestmark = pytest.mark.django_db
DESK = reverse("admin:stories_response_changelist")
LATER = timedelta(days=30)


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False
    make_site()


def overview(*roles, **details):
    browser = Client()
    browser.force_login(make_user(*roles, **details))
    return browser.get(DESK)


def late() -> list[Response]:
    return list(Response.objects.late())


def test_nothing_is_late_that_nobody_can_write():
    response = make_awaited_response()
    asked = make_partner()
    make_member(asked)
    other = make_awaited_response(asked)

    with time_machine.travel(timezone.now() + LATER):
        assert late() == [other]
        assert not Response.objects.get(pk=response.pk).is_late
        assertContains(overview("Moderators"), "Nobody there can sign in yet.", count=1)


def test_the_clock_begins_with_the_letter_as_soon_as_somebody_can_sign_in(settings):
    response = make_awaited_response()
    assert not response.story.events.filter(kind=StoryEvent.Kind.INVITED).exists()

    with time_machine.travel(timezone.now() + LATER):
        invite_to_partner("pat@example.org", response.partner)
        assert actions.ask_who_can_sign_in_now() == 0
        response.partner.invitations.get().accept()
        mail.outbox.clear()
        assert actions.ask_who_can_sign_in_now() == 1
        assert actions.ask_who_can_sign_in_now() == 0

        response.refresh_from_db()
        assert response.due_on == timezone.localdate() + timedelta(days=settings.ANSWER_DAYS)
        assert late() == []
        assert [letter.subject for letter in mail.outbox] == ["A story names you: will you answer?"]
        assert response.story.events.filter(kind=StoryEvent.Kind.INVITED).count() == 1


def test_the_worker_asks_them():
    response = make_awaited_response()
    member = make_member(response.partner)

    call_command("work", "--once")

    assert len(letters_to(member)) == 1
    assert Response.objects.get(pk=response.pk).is_asked


def test_an_account_that_is_switched_off_cannot_answer():
    response = make_awaited_response()
    make_member(response.partner, is_active=False)

    assert actions.ask_who_can_sign_in_now() == 0


def test_whoever_answers_before_the_letter_is_not_asked_any_more():
    response = make_awaited_response()
    member = make_member(response.partner)
    response.send(member, **answer_words())

    assert actions.ask_who_can_sign_in_now() == 0
    assert letters_to(member) == []


def test_nobody_is_asked_about_a_story_that_came_down():
    response = make_awaited_response()
    response.story.refresh_from_db()
    response.story.withdraw()
    make_member(response.partner)

    assert actions.ask_who_can_sign_in_now() == 0


def test_reminding_and_inviting_stand_beside_each_other():
    asked = make_partner()
    make_member(asked)
    with_people, without = make_awaited_response(asked), make_awaited_response()

    page = overview("Moderators", "Partner managers")

    for response in (with_people, without):
        assertContains(page, reverse("admin:partners_partner_invite", args=[response.partner_id]))
    assertContains(page, reverse("admin:stories_response_remind", args=[with_people.pk]))
    assertNotContains(page, reverse("admin:stories_response_remind", args=[without.pk]))
    assertContains(overview("Moderators"), "A partner manager can invite somebody.")


def test_before_a_story_is_published_the_moderator_sees_who_cannot_answer(client):
    moderator, asked = make_moderator(), make_partner(name="With people")
    make_member(asked)
    story = make_waiting_story(partners=[asked, make_partner(name="Without")])
    may_go_out(story, moderator)
    story.note_unfolded(moderator)
    client.force_login(moderator)

    page = client.get(reverse("admin:stories_story_check", args=[story.pk]))

    assertContains(page, "nobody there can sign in yet.", count=1)
    assertContains(page, "its time begins, as soon as somebody can")
