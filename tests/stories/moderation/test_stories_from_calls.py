"""Somebody asked to be rung, and what they told is typed in: the story knows its call."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from stories.following import data_rights
from stories.models import CallRequest, Story, StoryEvent
from tests.support import telling
from tests.support.factories import make_moderator

pytestmark = pytest.mark.django_db
TYPE, CALLS = "/admin/stories/story/type/", "/admin/stories/callrequest/"
NUMBER = "01902 123456"


@pytest.fixture
def typist(settings):
    settings.REQUIRE_STAFF_MFA = False
    return make_moderator()


@pytest.fixture
def desk(typist):
    client = Client()
    client.force_login(typist)
    return client


def make_call(**details) -> CallRequest:
    words = {"number": NUMBER, "name": "Robin", "language": "pa", "needs_interpreter": True}
    return CallRequest.objects.create(**words | details)


def address(call) -> str:
    return f"{TYPE}?call={call.reference}"


def type_in(client, call, **details):
    return client.post(address(call), telling.answers(**{"channel": "phone", "email": ""} | details))


def test_the_list_of_calls_leads_to_a_form_that_knows_the_call(desk):
    call = make_call(words="Ring twice.")
    assertContains(desk.get(CALLS), address(call))

    page = desk.get(address(call))

    for words in (NUMBER, "Robin", "with an interpreter", "Ring twice.", call.reference):
        assertContains(page, words)
    form = page.context["form"]
    assert (form["channel"].value(), form["language"].value()) == ("phone", "pa")


def test_the_story_knows_its_call_and_the_call_is_done(desk, typist):
    call = make_call()

    type_in(desk, call)

    story = Story.objects.get()
    call.refresh_from_db()
    assert (call.story, call.state, call.done_by) == (story, "done", typist)
    page = desk.get(reverse("admin:stories_story_change", args=[story.pk]))
    assertContains(page, f"Call {call.reference}: {NUMBER}")
    noted = story.events.get(kind=StoryEvent.Kind.TYPED).words
    assert noted.endswith(f"Call {call.reference}, {call.in_which_language}")
    assert NUMBER not in noted  # It is erased with the call, and the history stays.


def test_the_reference_and_the_four_words_are_on_a_slip_to_print(desk):
    page = desk.get(type_in(desk, make_call()).url)

    assertContains(page, reverse("stories:slip", args=[Story.objects.get().follow_token]))


def test_of_two_who_type_the_same_call_the_second_is_warned_and_takes_nothing_over(desk):
    call = make_call()
    type_in(desk, call)
    first = Story.objects.get()
    other = Client()
    other.force_login(make_moderator())

    assertContains(
        other.get(address(call)), f"A story was typed in from this call already: {first.reference}"
    )
    type_in(other, call, key="8d5cbd5e-53d7-4ba4-9ba9-9cbd5a1b6a3e", happened="Another thing.")

    call.refresh_from_db()
    assert Story.objects.count() == 2
    assert call.story == first


def test_a_call_that_was_done_before_keeps_who_did_it(desk, typist):
    call, colleague = make_call(), make_moderator()
    call.finish(colleague)

    type_in(desk, call)

    call.refresh_from_db()
    assert call.done_by == colleague
    assert call.story == Story.objects.get()


def test_a_mistake_in_the_form_keeps_the_call_in_sight(desk):
    call = make_call()

    page = type_in(desk, call, happened="")

    assertContains(page, call.reference)
    call.refresh_from_db()
    assert call.story is None


@pytest.mark.parametrize("reference", ["", "ZZZZ-ZZZZ", "<b>"])
def test_an_unknown_call_is_no_call(desk, reference):
    page = desk.get(TYPE, {"call": reference})

    assert page.status_code == 200
    assertNotContains(page, "The call ")


def test_the_call_goes_into_the_file_of_its_teller_and_is_erased_with_the_story(desk):
    call = make_call()
    type_in(desk, call)
    story = Story.objects.get()

    held = json.dumps(data_rights.everything_held(story))
    assert NUMBER in held
    assert "with an interpreter" in held

    data_rights.erase(story)
    assert not CallRequest.objects.exists()
