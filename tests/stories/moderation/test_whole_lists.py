"""When somebody is ill, all that they were reading goes to a colleague with one press."""

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.http import urlencode
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Story
from tests.stories.moderation.test_moderation import fresh, signed_in
from tests.support.factories import make_moderator, make_user, make_waiting_story

pytestmark = pytest.mark.django_db
QUEUE, PAGE = "/admin/stories/story/", "/admin/stories/story/hand-over/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


def make_lead(**details):
    return make_user("Moderators", "Safeguarding leads", **details)


@pytest.fixture
def ill():
    return make_moderator(name="Mo")


@pytest.fixture
def colleague():
    return make_moderator(name="Kim")


def list_of(reader, how_many=3) -> list[Story]:
    stories = [make_waiting_story() for _ in range(how_many)]
    for story in stories:
        story.claim(reader)
    return stories


def hand_over(user, reader, to, query=""):
    return signed_in(user).post(PAGE + query, {"reader": reader.pk, "to": to.pk}, follow=True)


def readers(user) -> list[str]:
    page = BeautifulSoup(signed_in(user).get(PAGE).content, "html.parser")
    return [
        option.text for option in page.select("select[name=reader] option[value]") if option["value"]
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda ill: make_lead(name="Lee"),
        lambda ill: make_user(is_superuser=True, is_staff=True),
        lambda ill: ill,
    ],
)
def test_a_lead_an_administrator_or_the_reader_hands_the_whole_list_over(ill, colleague, make):
    user, stories, other = make(ill), list_of(ill), make_waiting_story()

    page = hand_over(user, ill, colleague)

    assert all(fresh(story).claimed_by == colleague for story in stories)
    assert fresh(other).claimed_by is None
    references = ", ".join(story.reference for story in stories)
    assertContains(page, f"Kim reads 3 stories of Mo now: {references}.")
    for story in stories:
        event = story.events.last()
        assert (event.kind, event.by, event.words) == (
            "handed_over",
            user,
            "The whole list of Mo, to Kim.",
        )


def test_a_colleague_hands_nobody_elses_list_over(ill, colleague):
    stories = list_of(ill)

    page = hand_over(colleague, ill, colleague)

    assertContains(page, "error-summary")
    assert all(fresh(story).claimed_by == ill for story in stories)
    assert readers(colleague) == ["Kim: 0 stories"]


def test_a_lead_sees_with_whom_how_many_wait(ill):
    list_of(ill, 2)
    lead = make_lead(name="Lee")

    assert set(readers(lead)) == {"Mo: 2 stories", "Lee: 0 stories"}
    assert readers(ill) == ["Mo: 2 stories"]


def test_who_does_not_read_stories_opens_no_page():
    assert signed_in(make_user("Content editors")).get(PAGE).status_code in (302, 403)


def test_pressed_twice_it_says_the_same(ill, colleague):
    stories, lead = list_of(ill, 1), make_lead()

    hand_over(lead, ill, colleague)
    page = hand_over(lead, ill, colleague)

    assertContains(page, f"Kim reads 1 story of Mo now: {stories[0].reference}.")
    assert stories[0].events.filter(kind="handed_over").count() == 1


def test_what_the_colleague_has_said_yes_to_goes_back_to_everybody(ill, colleague):
    yes, other = list_of(ill, 2)
    Story.objects.filter(pk=yes.pk).update(approved_by=colleague, approved_at=timezone.now())

    page = hand_over(make_lead(), ill, colleague)

    assert (fresh(yes).claimed_by, fresh(other).claimed_by) == (None, colleague)
    assertContains(page, f"Back with everybody, because Kim gave the first yes: {yes.reference}.")


def test_what_is_decided_or_somebody_elses_by_then_stays_where_it_is(ill, colleague):
    decided, handed_back, theirs = list_of(ill)
    decided.decline(ill, "advert", "Sorry.")
    handed_back.hand_back(ill)

    hand_over(make_lead(), ill, colleague)

    assert fresh(decided).claimed_by == ill
    assert fresh(handed_back).claimed_by is None
    assert fresh(theirs).claimed_by == colleague


def test_it_is_refused_for_a_story_that_is_theirs_no_more(ill, colleague):
    (story,) = list_of(ill, 1)
    story.hand_over(ill, colleague)

    with pytest.raises(ValidationError, match="Kim is reading this story"):
        fresh(story).pass_on(make_lead(), ill, make_moderator())


def test_a_list_goes_to_somebody_else_who_reads_stories(ill):
    list_of(ill)
    editor = make_user("Content editors")

    assertContains(hand_over(make_lead(), ill, ill), "It is their list already.")
    assertContains(hand_over(make_lead(), ill, editor), "error-summary")


def test_where_nothing_waits_it_says_so(ill, colleague):
    assertContains(hand_over(ill, ill, colleague), "No story waits with Mo.")


def test_the_queue_leads_there_and_back_to_the_same_list(ill, colleague):
    list_of(ill, 1)
    query = urlencode({"_changelist_filters": "reader=me"})

    assertContains(signed_in(ill).get(f"{QUEUE}?reader=me"), f"{PAGE}?{query}")
    assertRedirects(hand_over(ill, ill, colleague, f"?{query}"), f"{QUEUE}?reader=me")
    assertNotContains(signed_in(ill).get(f"{QUEUE}?state=spam"), PAGE)
