"""A school, another organisation, “not sure”, and “we were not asked at all”: for moderators, and never public."""

import json

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Publication, Story
from stories.moderation import actions
from tests.support.factories import (
    make_ladder,
    make_moderator,
    make_partner,
    make_waiting_story,
    may_go_out,
)
from tests.support.telling import CHECK, PAGES, answers, post, tell, write

pytestmark = pytest.mark.django_db
SCHOOL, CLUB = "Penn Fields Special School", "The Xyzzy Club"
TOLD = {"school": SCHOOL, "other_organisation": CLUB, "is_unsure_who": "on"}


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_moderator())
    return client


def screen(story) -> str:
    return reverse("admin:stories_story_change", args=[story.pk])


def test_a_school_another_organisation_and_not_sure_are_answers(client):
    make_partner()
    write(client, upto="partners")
    page = client.get(PAGES["partners"])
    for words in (
        "A school or nursery?",
        "Another organisation?",
        "I am not sure which",
        "We never show it",
    ):
        assertContains(page, words)

    assertRedirects(post(client, "partners", answers(key="") | TOLD), PAGES["files"])

    story = Story.objects.get()
    assert (story.school, story.other_organisation, story.is_unsure_who) == (SCHOOL, CLUB, True)


def test_the_check_page_shows_them_to_their_teller(client):
    write(client, **TOLD)

    for words in (SCHOOL, CLUB):
        assertContains(client.get(CHECK), words)


def test_all_of_it_can_be_left_empty(client):
    assertRedirects(write(client), CHECK)


def test_moderators_see_what_nobody_else_does(desk):
    story = make_waiting_story(
        school=SCHOOL, other_organisation=CLUB, is_unsure_who=True, not_asked=True
    )

    page = desk.get(screen(story))

    for words in (
        SCHOOL,
        CLUB,
        "they are not sure which",
        "We were not asked at all (below the ladder)",
    ):
        assertContains(page, words)


def test_no_public_page_names_them(client):
    story = make_waiting_story(school=SCHOOL, other_organisation=CLUB, not_asked=True)
    moderator = make_moderator()
    may_go_out(story, moderator)
    actions.publish(story, moderator)
    story.refresh_from_db()

    for address in (story.get_absolute_url(), reverse("stories:list"), reverse("stories:feed")):
        page = client.get(address).content.decode()
        assert story.public_title in page
        for words in (SCHOOL, CLUB, "not asked"):
            assert words not in page
    assert Publication.objects.get().rung is None


def test_a_school_that_was_named_in_confidence_is_found_in_the_copy_for_the_public():
    story = make_waiting_story(
        school="oak tree", happened="At Oak Tree we planned it. The oak trees are tall."
    )
    other = make_waiting_story(school="the school", happened="At the school we planned it.")

    assert [(detail.words, detail.reason) for detail in story.likely_details()] == [
        ("Oak Tree", "Its teller named this place to us alone.")
    ]
    assert other.likely_details() == []


def test_a_name_that_everybody_may_read_is_not_kept_from_them():
    make_partner(name="Voice for All")
    story = make_waiting_story(other_organisation="Voice for All", happened="Voice for All came.")

    assert story.likely_details() == []


def test_its_teller_gets_them_with_everything_held_and_they_go_with_the_private_details(client):
    story = make_waiting_story(
        school=SCHOOL, other_organisation=CLUB, not_asked=True, is_unsure_who=True
    )

    held = json.loads(client.get(reverse("stories:download", args=[story.follow_token])).content)

    assert held["Your own words"]["Which school or nursery took part?"] == SCHOOL
    assert held["Your own words"]["Which other organisation took part?"] == CLUB
    assert held["Your story"]["We were not asked at all"] == "Yes"
    moderator = make_moderator()
    may_go_out(story, moderator)
    actions.publish(story, moderator)
    story.remove_private_details()
    story.refresh_from_db()
    assert (story.school, story.other_organisation) == ("", "")


def test_danger_that_stands_in_these_boxes_is_seen(client):
    write(client, upto="partners")

    page = client.post(
        PAGES["partners"], {"other_organisation": "He hit me and I want to die", "partners": "x"}
    )

    assertContains(page, "Send this now to somebody who keeps children safe")
    tell(client, key="", school="I want to die")
    assert Story.objects.sent().get().may_be_unsafe


# We were not asked at all


def test_not_to_be_asked_is_an_answer_below_the_ladder(client):
    make_ladder()
    write(client, upto="rung")
    assertContains(client.get(PAGES["rung"]), "We were not asked at all")

    assertRedirects(post(client, "rung", answers(key="", rung="not_asked")), PAGES["partners"])

    story = Story.objects.get()
    assert (story.rung, story.not_asked) == (None, True)
    assert client.get(PAGES["rung"]).context["form"]["rung"].value() == "not_asked"
    write(client, key="", rung="not_asked")
    assertContains(client.get(CHECK), "We were not asked at all")


def test_another_answer_takes_its_place(client):
    rung = make_ladder()[0]
    write(client, rung="not_asked")

    post(client, "rung", answers(key="", rung=rung.pk))

    story = Story.objects.get()
    assert (story.rung, story.not_asked) == (rung, False)


def test_the_ladder_page_says_what_is_below_it(client):
    make_ladder()

    assertContains(
        client.get(reverse("ladder:ladder")), "Were you not asked at all? That is below the ladder."
    )


def test_staff_who_type_a_story_in_can_say_it_too(desk):
    page = desk.get(reverse("admin:stories_story_type"))

    assertContains(page, "We were not asked at all")
    assertNotContains(page, "Please wait a moment")
    words = answers(rung="not_asked", channel="paper", school=SCHOOL)
    desk.post(reverse("admin:stories_story_type"), words)
    story = Story.objects.get()
    assert (story.not_asked, story.rung, story.school) == (True, None, SCHOOL)
