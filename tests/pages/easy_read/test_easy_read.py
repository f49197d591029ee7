"""A page in easy words: who may read it, whether it was tested, and how it is found."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from coproduction_site.models import SearchEntry
from pages.easy_read.sources import text_of
from pages.models import EasyReadTwin
from pages.twins import Place
from tests.support.easy_read import make_twin
from tests.support.factories import make_page, make_rung

pytestmark = pytest.mark.django_db
LIST = "/easy-read/"
DRAFT = "Draft, not yet tested"


# Who may read it


def test_a_twin_is_public_while_its_page_is(client):
    twin = make_twin(page=make_page(slug="a-page"))
    assertContains(client.get("/a-page/easy-read/"), "We work together.")

    twin.page.retire()

    assert client.get("/a-page/easy-read/").status_code == 404
    assertNotContains(client.get(LIST), twin.title)
    assertNotContains(client.get("/sitemap-pages.xml"), "/a-page/")
    assert not SearchEntry.objects.for_everybody().filter(kind="easy-read").exists()


def test_a_page_without_a_twin_has_no_link_to_one(client):
    make_page(slug="a-page")

    assertNotContains(client.get("/a-page/"), "/a-page/easy-read/")
    assert client.get("/a-page/easy-read/").status_code == 404
    assert client.get("/ladder/easy-read/").status_code == 404


def test_when_a_page_changes_its_address_the_twin_goes_with_it(client):
    page = make_page(slug="old")
    make_twin(page=page)
    page.slug = "new"
    page.save()

    assertRedirects(client.get("/old/easy-read/"), "/new/easy-read/", status_code=301)


def test_other_pages_that_are_called_easy_read_keep_their_address(client):
    make_page(slug="resources")

    assert client.get("/resources/easy-read/").status_code == 404


def test_it_is_found_by_its_words_as_easy_read(client):
    make_twin(text="We sail on a lake.", title="Boats")

    results = client.get("/search/", {"q": "sail"}).context["results"]

    assert [(result.title, result.label) for result in results] == [("Boats", "Easy Read")]


def test_from_a_to_z_the_page_alone_is_named(client):
    make_twin(page=make_page(title="Boats"), title="All about boats")

    page = client.get("/a-z/")

    assertContains(page, "Boats")
    assertNotContains(page, "All about boats")


def test_a_hard_word_is_bold_where_it_is_explained(client):
    twin = make_twin(text="A charter is a list.\nWe keep it.")
    twin.steps.update(hard_word="charter")

    assertContains(client.get(twin.get_absolute_url()), "<p>A <strong>charter</strong> is a list.</p>")
    assertContains(client.get(twin.get_absolute_url()), "<p>We keep it.</p>")


# Whether it was tested


def test_it_is_a_draft_until_it_says_who_checked_it_when_and_that_they_were_paid(client):
    twin = make_twin()
    for address in (LIST, twin.get_absolute_url()):
        assertContains(client.get(address), DRAFT)

    twin.checked_by, twin.checked_on, twin.were_paid = "Five people", timezone.localdate(), True
    twin.save()

    for address in (LIST, twin.get_absolute_url()):
        assertNotContains(client.get(address), DRAFT)
        assertContains(client.get(address), "Tested by Five people")
        assertContains(client.get(address), "They were paid.")


@pytest.mark.parametrize(
    "facts",
    [
        {"checked_by": "Five people"},
        {"checked_on": "2026-11-28"},
        {"were_paid": True},
        {"checked_by": "Five people", "checked_on": "2026-11-28"},
        {"checked_on": "2026-11-28", "were_paid": True},
    ],
)
def test_the_database_refuses_a_test_of_which_a_fact_is_missing(facts):
    twin = make_twin()

    with pytest.raises(IntegrityError), transaction.atomic():
        EasyReadTwin.objects.filter(pk=twin.pk).update(**facts)


@pytest.mark.parametrize("source", [{"place": "", "page": None}, {"place": Place.LADDER}])
def test_the_database_refuses_a_twin_of_no_page_and_of_two(source):
    twin = make_twin()

    with pytest.raises(IntegrityError), transaction.atomic():
        EasyReadTwin.objects.filter(pk=twin.pk).update(**source)


def test_the_database_refuses_a_second_twin_of_a_page():
    make_twin(place=Place.LADDER)

    with pytest.raises(IntegrityError), transaction.atomic():
        make_twin(place=Place.LADDER)


# Whether its page has moved on


def test_the_words_of_a_page_in_code_are_those_that_people_read():
    text = text_of(EasyReadTwin(place=Place.TELLING))

    assert "You don’t need an account." in text
    assert not re.search(r"[{}<>]|include|endif", text)


def test_a_new_rung_is_part_of_the_words_of_the_ladder():
    make_rung(name="A rung of ours")

    assert "A rung of ours" in text_of(EasyReadTwin(place=Place.LADDER))
