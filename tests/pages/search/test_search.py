"""Whoever looks for something finds what everybody may read, in an order that can be told."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertNumQueries

from tests.support import factories, walk
from tests.support.searching import search, titles

pytestmark = pytest.mark.django_db


def test_a_match_in_the_title_comes_first_then_pages_before_stories_then_the_newest(client):
    first = factories.make_published_story(title="At the pool", happened="The hoist was broken.")
    last = factories.make_published_story(title="By bus", happened="They mended the hoist.")
    factories.make_page(title="Getting in", body="<p>Each building has a hoist.</p>")
    factories.make_partner(name="Hoist Helpers")

    assert titles(client, "hoists") == ["Hoist Helpers", "Getting in", last.title, first.title]


def test_the_words_that_were_looked_for_are_marked_in_a_piece_of_the_text(client):
    body = "<p>Before.</p>" + "<p>Nothing of it here.</p>" * 40 + "<p>The riverbank café is open.</p>"
    factories.make_page(title="Out and about", body=body)

    answer = search(client, "CAFE riverbank")

    marked = [mark.get_text() for mark in walk.soup_of(answer).select("mark")]
    assert marked == ["riverbank", "café"]
    assertContains(answer, "… ")


def test_what_stands_in_a_text_is_shown_as_text(client):
    factories.make_published_story(
        title="<b>Bold</b>", happened="Pelican <script>alert(1)</script> & more"
    )

    answer = search(client, "pelican")

    assertContains(answer, "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more")
    assertNotContains(answer, "<b>Bold")


def test_a_story_with_a_warning_is_found_and_shows_the_warning_alone(client):
    story = factories.make_waiting_story(title="A hard day", happened="They used restraint on us.")
    story.content_note = "This is about being held down."
    story.save(update_fields=["content_note"])
    moderator = factories.make_moderator()
    factories.may_go_out(story, moderator)
    story.publish(moderator)

    answer = search(client, "restraint")

    assertContains(answer, "This is about being held down.")
    assertNotContains(answer, "They used")


def test_twenty_are_on_a_page_and_the_rest_on_the_next(client):
    for number in range(23):
        factories.make_page(title=f"Kite {number}")

    assert len(titles(client, "kite")) == 20
    assert len(titles(client, "kite", page="2")) == 3
    assertContains(search(client, "kite"), "?q=kite&amp;page=2")
    assert len(titles(client, "kite", page="no")) == 20


def test_kinds_are_links_that_keep_the_words(client):
    factories.make_page(title="Kites")
    factories.make_partner(name="Kite makers")

    answer = search(client, "kite")

    assertContains(answer, 'href="?q=kite&amp;kind=partner"')
    assertContains(answer, "Partners (1)")
    assertContains(answer, '<details class="choose">')  # Folded: what was found comes first on a phone.
    assertContains(
        search(client, "kite", kind="partner"), "<summary>Partners only. Show others</summary>"
    )
    assert titles(client, "kite", kind="partner") == ["Kite makers"]
    assert len(titles(client, "kite", kind="nonsense")) == 2


def test_with_few_that_hold_all_words_those_that_hold_some_come_after(client):
    both = factories.make_page(title="Kites and boats")
    one = factories.make_page(title="Boats")

    assert titles(client, "kites boats") == [both.title, one.title]


def test_a_search_costs_few_queries_however_much_is_found(client):
    for number in range(30):
        factories.make_page(title=f"Kite {number}")
        factories.make_published_story(happened="A kite.")
    search(client, "kite")

    with assertNumQueries(5):
        search(client, "kite")


def test_every_page_has_a_small_form_to_search(client):
    factories.make_page(slug="home")
    form = walk.soup_of(client.get("/")).select_one("header form")

    assert form["action"] == reverse("pages:search")
    assert form.input["name"] == "q"
    assert not walk.soup_of(client.get("/search/")).select("header form")
