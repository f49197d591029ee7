"""Every kind of public page is searched or says why not, and no verb leaves the search behind."""

import pytest
from django.db import transaction
from django.urls import resolve

from coproduction_site.cache import revision
from coproduction_site.models import SearchEntry
from coproduction_site.search import put_right
from coproduction_site.search.kinds import kinds
from tests.coproduction_site.cache import test_what_moves_the_revision as verbs
from tests.support import public_reads, walk

pytestmark = pytest.mark.django_db

# Pages with a name or a number in their address that no search finds by themselves.
WITHOUT = {
    "partners:half_page": "the page of the partner, to print",
    "charter:version": "an older wording; the promises in force are found",
    "charter:status": "an award stands on the page of those who signed",
}

# Public tables of which no row is found by itself.
TABLES_WITHOUT = {
    "CheckedWords": "it says of a form in which language it may be shown",
    "FormerAddress": "it leads to a page that is found by the name of today",
    "LocalOfferComment": "they stand together on one page, which is found",
    "PlanRow": "the plan is one page, which is found",
    "PublicationPartner": "the partner is found, and the story too",
    "PublicationTheme": "it orders stories, which are found",
    "PublicationValue": "it orders stories, which are found",
    "PublishedPhoto": "the story that it belongs to is found",
    "ReadySentence": "it stands in an answer",
    "SiteChange": "they stand together on one page, which is found",
    "SiteSettings": "it stands on every page",
    "Statement": "it is a question of a form, which is found",
    "StatementSet": "it is a form, which is found",
    "StatusLevel": "it stands on the page of those who signed",
    "Support": "it stands on one page, which is found",
    "Synonyms": "it is what a search understands",
    "Theme": "it orders stories, which are found",
    "UrgentNumber": "it stands on every page",
    "VideoScene": "it is a piece of a film, of which the whole text is found with its page",
}


@pytest.fixture(scope="module")
def filled(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        public_reads.fill()
        yield public_reads.ReadingClient()
        transaction.set_rollback(True)


def test_every_kind_of_public_page_is_found_or_says_why_not(filled):
    pages = walk.pages_of(walk.every_address(filled))
    shown = {answer.resolver_match.view_name for answer in pages.values() if answer.status_code == 200}
    with_a_row = {
        name for name, route in public_reads.kept_routes().items()
        if route.pattern.converters and name in shown
    }  # fmt: skip
    addresses = SearchEntry.objects.for_everybody().values_list("address", flat=True)
    found = {resolve(address.partition("#")[0]).view_name for address in addresses}

    assert len(with_a_row) > 6
    assert with_a_row - found == set(WITHOUT)


def test_every_public_table_is_found_or_says_why_not():
    known = {model for kind in kinds().values() for model in (kind.model, *kind.also)}

    assert {model.__name__ for model in revision.PUBLIC_TABLES - known} == set(TABLES_WITHOUT)


def test_each_kind_has_an_entry_that_leads_to_a_page(filled, client):
    entries = SearchEntry.objects.for_everybody()

    assert set(entries.values_list("kind", flat=True)) == set(kinds())
    for address in set(entries.values_list("address", flat=True)):
        assert client.get(address).status_code == 200


def test_nothing_that_everybody_may_open_was_left_out(filled):
    assert put_right.put_right() == 0


@pytest.mark.parametrize("verb", {**verbs.OF_A_PUBLIC_STORY, **verbs.OTHERS})
def test_no_verb_leaves_the_search_behind(filled, verb):
    with transaction.atomic():
        if verb in verbs.OTHERS:
            verbs.OTHERS[verb]()()
        else:
            verbs.OF_A_PUBLIC_STORY[verb](verbs.Story.objects.published().first())

        assert put_right.put_right() == 0
        transaction.set_rollback(True)
