"""The charter: what families are promised, and how far the promise is agreed."""

import datetime

import pytest
from django.db import IntegrityError
from pytest_django.asserts import assertContains, assertNotContains

from partners import content
from partners.models import CharterValue
from tests.factories import make_charter

pytestmark = pytest.mark.django_db
BANNER = "Draft values. The Board’s approved wording is awaited."


def test_a_draft_says_that_it_is_one(client):
    make_charter(dated_on=datetime.date(2026, 11, 22), number=1)

    response = client.get("/charter/")

    assertContains(response, BANNER)
    assertContains(response, "Version 1, 22 November 2026.")
    assertContains(response, "Not adopted yet.")


def test_an_adopted_charter_says_when_and_by_whom(client):
    make_charter(
        state="adopted", adopted_on=datetime.date(2027, 1, 30), adopted_by="The Children's Board"
    )

    response = client.get("/charter/")

    assertNotContains(response, BANNER)
    assertContains(response, "Adopted by The Children&#x27;s Board on 30 January 2027.")


def test_the_newest_wording_that_is_published_is_shown(client):
    make_charter(number=1, preamble="<p>Oldest</p>")
    make_charter(number=2, preamble="<p>Newest</p>")
    make_charter(number=3, preamble="<p>Not yet</p>", is_published=False)

    response = client.get("/charter/")

    assertContains(response, "Newest")
    assertNotContains(response, "Oldest")
    assertNotContains(response, "Not yet")


def test_seven_values_stand_in_their_order(client):
    content.load(lambda created, thing: None)

    response = client.get("/charter/")

    names = [value.name for value in response.context["values"]]
    assert names == ["Equal", "Welcome", "Everyone", "Honest", "Clear", "Valued", "Accountable"]
    assertContains(response, "Our 7 promises")
    assertContains(response, "B-Safe Team")
    assertContains(response, "Charter Status")


def test_without_a_charter_the_page_is_kind(client):
    assertContains(client.get("/charter/"), "The charter is being written.")


def test_the_charter_costs_few_queries(client, django_assert_max_num_queries):
    make_charter()

    with django_assert_max_num_queries(8):
        client.get("/charter/")


def test_hostile_words_of_a_charter_are_shown_as_words(client):
    hostile = "<script>alert(1)</script>"
    charter = make_charter(preamble=hostile, made_by=hostile)
    CharterValue.objects.create(version=charter, name=hostile, promise=hostile, drawn_from=hostile)

    assertNotContains(client.get("/charter/"), "<script>")


@pytest.mark.parametrize("words", [{"state": "adopted"}, {"adopted_by": "A Board"}])
def test_the_database_refuses_a_charter_that_is_half_adopted(words):
    with pytest.raises(IntegrityError):
        make_charter(**words)
