import re

import pytest
from django.db import IntegrityError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from ladder.models import Rung
from tests.support.factories import make_ladder, make_method, make_rung


def test_the_ladder_is_a_list_of_seven_from_the_top_down(client, db):
    make_ladder()

    page = client.get(reverse("ladder:ladder")).content.decode()

    picture = page[page.index('<ol class="ladder"') :].partition("</ol>")[0]
    assert picture.count("<li") == 7
    assert re.findall(r"<b>(\d)</b>", picture) == ["7", "6", "5", "4", "3", "2", "1"]


def test_the_ladder_asks_where_you_are_and_warns_against_climbing_for_its_own_sake(client, db):
    make_ladder()

    page = client.get(reverse("ladder:ladder"))

    assertContains(page, "Where are you on the ladder?")
    assertContains(page, "Each rung has its use, but one: coercion")
    assertContains(page, "National Co-production Advisory Group")


def test_a_rung_has_everything_about_it_on_one_page(client, db):
    rung = make_rung(5, meaning="Talking often.", sounds_like="Come and talk", step_up="Hand it over.")

    page = client.get(rung.get_absolute_url())

    for words in [
        "Talking often.",
        "“Come and talk”",
        "Hand it over.",
        "Pupils plan a room.",
        "Shared board",
    ]:
        assertContains(page, words)
    assertContains(page, "This example is made up")
    assertContains(page, "Think Local Act Personal")


def test_a_rung_leads_to_its_neighbours_and_is_marked_on_the_ladder(client, db):
    rungs = {rung.number: rung for rung in make_ladder()}

    page = client.get(rungs[4].get_absolute_url())

    assertContains(page, "One rung up: Engagement")
    assertContains(page, "One rung down: Informing")
    assertContains(page, 'aria-current="true"', count=1)


@pytest.mark.parametrize(("number", "words"), [(7, "One rung up"), (1, "One rung down")])
def test_the_ends_of_the_ladder_lead_no_further(client, db, number, words):
    rungs = {rung.number: rung for rung in make_ladder()}

    assertNotContains(client.get(rungs[number].get_absolute_url()), words)


def test_a_rung_names_the_methods_that_usually_reach_it(client, db):
    rung = make_rung(6)
    method = make_method(name="Design workshop", usual_highest_rung=rung)
    make_method(name="Survey", usual_highest_rung=make_rung(4))

    page = client.get(rung.get_absolute_url())

    assertContains(page, f'href="{method.get_absolute_url()}"')
    assertNotContains(page, "Survey")


def test_a_rung_without_methods_says_that_it_is_one_to_leave(client, db):
    assertContains(client.get(make_rung(1, methods="").get_absolute_url()), "a rung to step off")


def test_the_database_refuses_an_eighth_rung(db):
    with pytest.raises(IntegrityError):
        Rung.objects.create(number=8, slug="eight", name="Eight", band="with")


def test_the_database_refuses_a_method_for_no_level(db):
    with pytest.raises(IntegrityError):
        make_method(for_a_service=False)


def test_the_ladder_costs_the_same_however_many_methods_there_are(
    client, db, django_assert_max_num_queries
):
    rung = make_ladder()[2]
    for _ in range(4):
        make_method(usual_highest_rung=rung)

    for address in [reverse("ladder:ladder"), rung.get_absolute_url(), reverse("ladder:methods")]:
        client.get(address)  # What stands beside a sheet to print is worked out once.
        with django_assert_max_num_queries(6):
            client.get(address)
