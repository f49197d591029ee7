"""A misspelt word, and another word for the same, find it too; who finds nothing is not left alone."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import Synonyms
from coproduction_site.search import spelling
from partners.models import Term
from tests.support import factories
from tests.support.searching import search, titles

pytestmark = pytest.mark.django_db


def test_words_for_the_same_find_each_other_also_as_phrases(client):
    factories.make_page(title="Plans", body="<p>Your education, health and care plan.</p>")
    Synonyms.objects.create(phrases="EHCP\nEHC plan\neducation health and care plan")

    assert titles(client, "ehcp") == ["Plans"]
    assert titles(client, "EHC plans") == ["Plans"]
    assert titles(client, "ehc kite") == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("resipte", "respite"), ("therpy", "therapy"), ("autisum", "autism"), ("panjabee", "panjabi")],
)
def test_a_misspelt_word_leads_to_the_right_one(client, typed, meant):
    factories.make_partner(name="Calm", summary="Respite, therapy and autism support. We speak Panjabi.")
    spelling.build()

    answer = search(client, typed)

    assertContains(answer, f'Did you mean <a href="?q={meant}">{meant}</a>?')
    assert titles(client, meant) == ["Calm"]


def test_one_misspelt_word_among_others_is_seen_too(client):
    for number in range(4):
        factories.make_partner(name=f"Club {number}", summary="Support and therapy.")
    spelling.build()

    assertContains(
        search(client, "therpy support"), '<a href="?q=therapy%20support">therapy support</a>'
    )


def test_a_word_of_fewer_than_three_stories_is_never_suggested(client):
    factories.make_published_story(happened="Xyzzyberry pie.")
    factories.make_published_story(happened="Xyzzyberry jam.")
    spelling.build()
    assertNotContains(search(client, "xyzzybery"), "Did you mean")

    factories.make_published_story(happened="Xyzzyberry tea.")
    spelling.build()
    assertContains(search(client, "xyzzybery"), "Did you mean")


def test_a_word_that_nothing_public_holds_any_more_is_not_suggested(client):
    page = factories.make_page(title="Xyzzyberry")
    spelling.build()
    page.retire()

    assertNotContains(search(client, "xyzzybery"), "Did you mean")


def test_who_finds_nothing_gets_kinds_of_help_and_a_person_to_ring(client):
    need = Term.objects.create(slug="short-breaks", name="Short breaks", vocabulary="kind_of_help")
    factories.make_partner(terms=[need])

    answer = search(client, "qqqq")

    assertContains(answer, "We found nothing")
    assertContains(answer, "/partners/?help=short-breaks")
    assertContains(answer, "Ask a person")
