"""Stories on paper, by telephone or in person: typed in by staff, through the same questions and checks."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from stories.models import Story, StoryEvent
from tests.support import telling
from tests.support.factories import make_moderator, make_user

pytestmark = pytest.mark.django_db
TYPE = "/admin/stories/story/type/"


@pytest.fixture
def typist(settings):
    settings.REQUIRE_STAFF_MFA = False
    return make_moderator(email="typist@example.org")


@pytest.fixture
def desk(typist):
    client = Client()
    client.force_login(typist)
    return client


def type_in(client, **details):
    return client.post(TYPE, telling.answers(**{"channel": "phone"} | details))


def test_a_typed_story_waits_in_the_queue_and_says_how_it_came_and_who_typed_it(desk, typist):
    page = type_in(desk, email="")

    story = Story.objects.get()
    assert page.url == reverse("admin:stories_story_typed", args=[story.pk])
    assert (story.state, story.channel, story.typed_by) == ("waiting", "phone", typist)
    assert story.consent_wording
    assert story.consented_at
    assert story.events.get(kind=StoryEvent.Kind.TYPED).by == typist


def test_the_private_link_is_shown_to_the_typist_to_hand_over_and_to_nobody_else(desk):
    page = desk.get(type_in(desk, email="").url)
    story = Story.objects.get()
    assertContains(page, story.get_follow_url())

    other = Client()
    other.force_login(make_moderator())

    assert other.get(reverse("admin:stories_story_typed", args=[story.pk])).status_code == 404


def test_a_teller_with_an_address_gets_the_letter_that_everybody_gets(desk):
    page = desk.get(type_in(desk).url)

    assertNotContains(page, Story.objects.get().get_follow_url())
    assert mail.outbox[-1].to == ["teller@example.org"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"consent_read": ""},
        {"consent_publish": "on", "young_person_agrees": ""},
        {"happened": ""},
        {"channel": "web"},
        {"channel": ""},
        {"language": "xx"},
    ],
)
def test_the_same_checks_hold_as_for_everybody_and_all_words_are_kept(desk, wrong):
    page = type_in(desk, good="The soft lamps.", **wrong)

    assertContains(page, "Error: ")
    assertContains(page, "The soft lamps.")
    assert not Story.objects.exists()


def test_a_story_that_is_only_read_is_typed_in_with_nobody_elses_yes(desk):
    type_in(desk, about_age="under_13", young_person_agrees="", adult_agrees="")

    story = Story.objects.get()
    assert (story.state, story.adult_agrees) == ("waiting", False)


def test_pressed_twice_it_is_one_story(desk):
    words = telling.answers(channel="paper")

    for _ in range(2):
        desk.post(TYPE, words)

    assert Story.objects.count() == 1
    assert len(mail.outbox) == 1


def test_fields_that_no_form_has_are_ignored(desk):
    type_in(desk, state="published", typed_by="999", slug="mine", criticality="0")

    story = Story.objects.get()
    assert (story.state, story.slug, story.criticality) == ("waiting", None, None)


@pytest.mark.parametrize("roles", [[], ["Content editors"], ["Partner managers"]])
def test_only_moderators_type_stories_in(settings, roles):
    settings.REQUIRE_STAFF_MFA = False
    client = Client()
    client.force_login(make_user(*roles))

    assert client.get(TYPE).status_code in (302, 403)
    type_in(client)

    assert not Story.objects.exists()
