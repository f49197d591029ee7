"""Ways to take part: chosen from a short list, and each told on a page of its own."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from ladder.models import Method
from tests.support.factories import make_ladder, make_method, make_published_story, make_rung

pytestmark = pytest.mark.django_db
LIST = "/ladder/methods/"


def names_on(page) -> list[str]:
    soup = BeautifulSoup(page.content, "html.parser")
    return [link.get_text() for link in soup.select(".ways > li > a")]


def test_the_list_is_short_and_each_way_has_a_page_that_tells_all_about_it(client):
    way = make_method(
        name="Journey map",
        summary="Draw each step. Mark what hurt.",
        time="Two hours",
        access_needs="Big paper",
        risk="It stops there",
        for_the_city=True,
        steps="Pick one journey.\n\nDraw a line.",
        telling_back="Hang up the map.",
    )

    page, own = client.get(LIST), client.get(way.get_absolute_url())

    assertContains(page, f'href="{way.get_absolute_url()}"')
    assertContains(page, "Draw each step.")
    assertNotContains(page, "Big paper")
    assertContains(page, "Working draft for HY5! to review")
    for text in ["You said", "We did", "We couldn’t, because"]:
        assertContains(page, text)
    for text in [
        "Two hours",
        "Big paper",
        "It stops there",
        "A service",
        "The city",
        "Hang up the map.",
    ]:
        assertContains(own, text)
    assertContains(own, way.usual_highest_rung.get_absolute_url())
    soup = BeautifulSoup(own.content, "html.parser")
    assert [step.get_text() for step in soup.select("ol.steps > li")] == [
        "Pick one journey.",
        "Draw a line.",
    ]


def test_what_nobody_has_written_yet_is_not_announced(client):
    own = client.get(make_method().get_absolute_url())

    assertNotContains(own, "How do you do it?")
    assertNotContains(own, "what came of it")


def test_ways_are_chosen_by_level_rung_and_time_together(client):
    make_ladder()
    make_method(name="Board", usual_highest_rung=make_rung(7), takes="long", for_the_city=True)
    make_method(name="Café", usual_highest_rung=make_rung(5), takes="long")
    make_method(name="Mat", usual_highest_rung=make_rung(5), takes="hours", for_one_person=True)
    make_method(name="Survey", usual_highest_rung=make_rung(4), takes="weeks")

    for query, names in {
        "": ["Board", "Café", "Mat", "Survey"],
        "level=one-person": ["Mat"],
        "level=the-city": ["Board"],
        "rung=engagement": ["Board", "Café", "Mat"],
        "time=long": ["Board", "Café"],
        "time=long&rung=co-production&level=the-city": ["Board"],
        "time=weeks&level=one-person": [],
    }.items():
        assert names_on(client.get(f"{LIST}?{query}")) == names, query


def test_a_choice_that_finds_nothing_leads_back_and_one_that_is_none_is_not_found(client):
    make_method()

    assertContains(client.get(f"{LIST}?time=hours"), "No way fits all of that")
    assert client.get(f"{LIST}?time=never").status_code == 404


def test_an_old_link_into_the_list_and_an_old_address_still_arrive(client):
    way = make_method(slug="old")
    way.slug = "new"
    way.save()

    assertContains(client.get(LIST), 'id="new"')
    assertRedirects(client.get("/ladder/methods/old/"), way.get_absolute_url(), status_code=301)
    assert client.get("/ladder/methods/never/").status_code == 404


def test_the_factsheet_is_offered_for_all_ways_and_not_for_some(client, starter_content):
    link = f'href="{reverse("ladder:factsheet")}"'

    assertContains(client.get(LIST), link)
    assertNotContains(client.get(f"{LIST}?time=long"), link)


def test_a_rung_links_its_ways_to_the_pages_that_tell_how(client):
    workshop = make_method(name="Design workshop", usual_highest_rung=make_rung(4))
    board = make_method(name="Shared board", usual_highest_rung=make_rung(6))
    rung = make_rung(6, methods="Design workshops\nWalking round a place together")

    page = client.get(rung.get_absolute_url())

    assertContains(page, f'<a href="{workshop.get_absolute_url()}">Design workshops</a>', html=True)
    assertContains(page, f'<a href="{board.get_absolute_url()}">Shared board</a>', html=True)
    assertContains(page, "<li>Walking round a place together</li>", html=True)


def test_a_rung_shows_its_newest_stories_and_no_others(client):
    rung, other = make_rung(6), make_rung(5)
    stories = [make_published_story(rung=rung, title=f"The calm room {number}") for number in range(4)]
    make_published_story(rung=other, title="The bus")
    hidden = make_published_story(rung=rung, title="Taken back")
    hidden.withdraw()

    page = client.get(rung.get_absolute_url())

    for story in stories[2:]:
        assertContains(page, f'href="{story.get_absolute_url()}"')
    assertNotContains(page, "The calm room 1")
    assertNotContains(page, "The bus")
    assertNotContains(page, "Taken back")
    assertContains(page, f'href="{reverse("stories:list")}?rung=co-design"')
    assertContains(client.get(make_rung(3).get_absolute_url()), "No story shows it yet")


def test_every_way_of_a_new_site_says_how_to_do_it_and_how_to_tell_what_came_of_it(starter_content):
    ways = Method.objects.all()

    assert len(ways) == 10
    for way in ways:
        assert 3 <= len(way.steps_one_by_one) <= 6, way
        assert way.telling_back, way
        assert way.takes in Method.Takes, way


def test_an_older_site_gets_the_steps_where_nobody_has_written_any(starter_content):
    Method.objects.update(takes="", steps="", telling_back="", risk="Our own words")
    Method.history.update(takes="", steps="", telling_back="")
    written = Method.objects.get(slug="survey")
    written.steps = "Our own step."
    written.save()
    emptied = Method.objects.get(slug="drop-in")
    emptied.steps = "A step."
    emptied.save()
    emptied.steps = ""
    emptied.save()

    call_command("load_content", verbosity=0)

    steps = {way.slug: way.steps for way in Method.objects.all()}
    assert steps["survey"] == "Our own step."
    assert steps["drop-in"] == ""
    assert steps["shared-board"].startswith("Agree which choices")
    assert set(Method.objects.values_list("risk", flat=True)) == {"Our own words"}
