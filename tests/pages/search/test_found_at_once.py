"""What is public is found in the moment of its change, and never after it is gone."""

import pytest

from coproduction_site.cache import revision
from coproduction_site.search import put_right
from pages.models import GlossaryTerm, Page
from partners.models import Partner, Term
from tests.support import factories
from tests.support.searching import titles

pytestmark = pytest.mark.django_db


def test_a_partner_is_found_by_its_old_names_and_its_kinds_of_help(client):
    need = Term.objects.create(slug="short-breaks", name="Short breaks", vocabulary="kind_of_help")
    factories.make_partner(name="City Action", formerly="Voluntary Council (WVSC)", terms=[need])

    assert titles(client, "wvsc") == ["City Action"]
    assert titles(client, "short break") == ["City Action"]
    need.name = "Holidays"
    need.save()
    assert titles(client, "holiday") == ["City Action"]
    Partner.objects.get().terms.clear()
    assert titles(client, "holiday") == []


def test_it_is_found_in_the_moment_of_its_change_and_never_after_it_is_gone(client):
    page = factories.make_page(title="Kites")
    assert titles(client, "kites") == ["Kites"]

    page.title = "Boats"
    page.save()
    assert (titles(client, "kites"), titles(client, "boats")) == ([], ["Boats"])
    page.retire()
    assert titles(client, "boats") == []
    page.publish()
    page.delete()
    assert titles(client, "boats") == []


def test_words_are_found_while_their_page_is_public(client):
    glossary = factories.make_page(slug="glossary", title="Hard talk", shows="glossary")
    GlossaryTerm.objects.create(slug="kite", term="Kite", meaning="It flies.")
    assert titles(client, "flies") == ["Kite"]

    glossary.retire()

    assert titles(client, "flies") == []


def test_a_published_story_is_found_and_a_withdrawn_one_is_not(client):
    story = factories.make_waiting_story(title="Kites", happened="We flew them.")
    assert titles(client, "kites") == []
    moderator = factories.make_moderator()
    factories.may_go_out(story, moderator)
    story.publish(moderator)
    assert titles(client, "kites") == ["Kites"]

    story.withdraw()

    assert titles(client, "kites") == []


def test_what_was_repaired_by_hand_is_put_right_and_the_pages_move(client):
    page = factories.make_page(title="Boats")
    Page.objects.filter(pk=page.pk).update(title="Ships")
    put_right.write_fixed()
    before = revision.current()

    assert put_right.put_right() == 1
    assert titles(client, "ships") == ["Ships"]
    assert revision.current() > before
    assert put_right.put_right() == 0
