"""Coming back leads to the page that was left, and a list shows what is done."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from stories.models import Story
from stories.submission import steps
from tests.support.factories import make_partner
from tests.support.telling import (
    ASKING,
    CHECK,
    FIRST,
    LATER,
    PAGES,
    WRITE,
    answers,
    part_of,
    post,
    read_for,
    write,
)
from tests.support.walk import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
SO_FAR = reverse("stories:so_far")
PICTURES = reverse("stories:pictures")


def later(client, slug, **details):
    return client.post(PAGES[slug], part_of(answers(key=""), slug) | {"later": "yes"} | details)


def states_of(page) -> dict[str, str]:
    rows = soup_of(page).select(".task-list li")
    return {
        row.select_one(":scope > :first-child").text: row.select_one(".task-list__state").text
        for row in rows
    }


def come_back() -> str:
    """By the link of a letter, on another device."""
    return Client().post(Story.objects.get().get_continue_url()).url


def go_on(client) -> str:
    """By the button of the page that asks whose story it is."""
    return soup_of(client.get(WRITE)).select_one("main a.button")["href"]


# The page that was left


@pytest.mark.parametrize("slug", ["who", "story", "more", "partners", "name", "consent"])
def test_whoever_leaves_a_page_comes_back_to_it(client, slug):
    write(client, upto=slug)
    assertRedirects(later(client, slug), LATER)

    assert go_on(client) == come_back() == PAGES[slug]


@pytest.mark.parametrize("slug", ["files", "look"])
def test_whoever_closes_the_window_comes_back_to_the_page_that_was_open(client, slug):
    write(client, upto=slug)

    assert go_on(client) == come_back() == PAGES[slug]


def test_whoever_had_gone_back_comes_back_there_and_not_to_the_end(client):
    write(client)
    assert come_back() == CHECK
    post(client, "age", answers(key=""))

    assert come_back() == PAGES["story"]


def test_whoever_changed_an_answer_from_the_check_comes_back_to_the_check(client):
    write(client)

    client.post(PAGES["story"], part_of(answers(key=""), "story") | {"return": "check"})

    assert come_back() == CHECK


def test_nobody_comes_back_to_a_page_behind_one_that_misses_something(client):
    write(client, about_age="adult", about_whom="my_child")
    post(client, "name", answers(key=""))
    client.post(PAGES["age"], {"about_age": "under_13", "return": "check"})
    assert come_back() == PAGES["consent"]

    client.post(PAGES["who"], {"teller": "worker", "about_whom": "myself", "return": "check"})

    assert come_back() == PAGES["age"]


def test_whoever_left_the_pictures_comes_back_to_them(client):
    client.post(PICTURES, {"felt": ["happy"], "later": "yes"})

    assert come_back() == PICTURES


# Come back later, from the first page on


@pytest.mark.parametrize(
    "typed", [{}, {"teller": "parent_carer"}, {"teller": "worker", "about_whom": "myself"}]
)
def test_the_first_page_can_be_left_with_what_is_there(client, typed):
    assertContains(client.get(FIRST), "Save and come back later")

    assertRedirects(client.post(FIRST, {"later": "yes", "opened": read_for(60, "")} | typed), LATER)

    story = Story.objects.get()
    assert {name: getattr(story, name) for name in typed} == typed
    assert go_on(client) == FIRST
    assert client.get(FIRST).context["form"]["teller"].value() == typed.get("teller", "")


def test_the_first_page_of_pictures_can_be_left_too(client):
    assertContains(client.get(PICTURES), "Save and come back later")

    assertRedirects(client.post(PICTURES, {"later": "yes"}), LATER)

    assert Story.objects.get().pictures == []


def test_a_robot_that_leaves_the_first_page_leaves_no_draft(client):
    client.post(FIRST, {"later": "yes", "website": "https://spam.example"})

    assert not Story.objects.exists()


# The list


def test_the_list_shows_what_is_done_and_what_is_not(client):
    write(client, upto="rung")

    page = client.get(SO_FAR)

    states = states_of(page)
    assert list(states) == [step.name for step in steps.of(Story.objects.get())] + ["Check and send"]
    assert list(states.values()) == ["Done"] * 4 + ["Not yet"] * 7
    linked = {link["href"] for link in soup_of(page).select(".task-list a")}
    assert linked == {PAGES[slug] for slug in ("who", "age", "story", "more", "rung")}
    assert soup_of(page).select_one("main a.button")["href"] == PAGES["rung"]


def test_the_list_says_what_needs_another_look(client):
    partner = make_partner()
    write(client, partners=[partner.pk])
    partner.is_listed = False
    partner.save()

    states = states_of(client.get(SO_FAR))

    assert states["Which organisations took part?"] == "Needs another look"
    assert list(states.values()).count("Done") == len(states) - 2


def test_with_all_done_the_list_leads_to_the_check(client):
    write(client)

    page = client.get(SO_FAR)

    assert soup_of(page).select(".task-list a")[-1]["href"] == CHECK


def test_each_question_page_leads_to_the_list_once_there_is_a_story(client):
    assertNotContains(client.get(FIRST), SO_FAR)
    write(client)

    for step in ASKING:
        assertContains(client.get(step.get_absolute_url()), f'href="{SO_FAR}"')
    for address in (WRITE, LATER, PICTURES):
        assertContains(client.get(address), f'href="{SO_FAR}"')


def test_without_a_story_there_is_no_list(client):
    assertRedirects(client.get(SO_FAR), WRITE, fetch_redirect_response=False)
