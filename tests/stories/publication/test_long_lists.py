"""A list of a million stories: each of them is reached, and nobody is told “none” while there may be older ones."""

from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from stories.models import (
    Publication,
    PublicationPartner,
    PublicationTheme,
    PublicationValue,
    Response,
    Theme,
    publishing,
    put_right,
)
from stories.models.enums import Progress
from stories.publication import listing
from tests.support import walk
from tests.support.factories import (
    answer_words,
    date_publication,
    make_moderator,
    make_partner,
    make_public_response,
    make_published_story,
    make_rung,
    make_sent_response,
)

pytestmark = pytest.mark.django_db
LIST = "/stories/"
migration = import_module("stories.migrations.0018_places_and_progress_filled")


@pytest.fixture
def short_looks(monkeypatch):
    monkeypatch.setattr(listing, "FIRST_LOOK", 2)
    monkeypatch.setattr(listing, "LOOK", 3)
    monkeypatch.setattr(listing, "PAGE_SIZE", 2)


@pytest.fixture
def site():
    """Ten stories on a rung; the fourth and the oldest are about buses."""
    moderator, rung = make_moderator(), make_rung(6)
    theme = Theme.objects.create(slug="bus", name="Buses")
    for number in range(10):
        story = make_published_story(
            moderator,
            title=f"Story {number}",
            rung=rung,
            about_age="13_15",
            themes=[theme] if number in (3, 9) else [],
        )
        date_publication(story, published_at=timezone.now() - timedelta(days=number))
    return SimpleNamespace(rung=rung, theme=theme, moderator=moderator)


def titles(page) -> list[str]:
    return [link.text for link in walk.soup_of(page).select(".grid h3 a")]


def pages_from(client, address):
    while address:
        page = client.get(address)
        yield page
        link = walk.soup_of(page).select_one("a[rel=next]")
        address = link and f"{LIST}{link['href']}"


@pytest.mark.parametrize(
    "query",
    [
        *("rung=co-design&theme=bus", "theme=bus&age=13_15", "rung=co-design&age=13_15"),
        *("rung=co-design&progress=unanswered&age=13_15", "theme=bus", "age=13_15", ""),
    ],
)
def test_every_story_of_several_choices_is_reached_once(client, site, short_looks, query):
    pages = list(pages_from(client, f"{LIST}?{query}"))

    expected = ["Story 3", "Story 9"] if "theme" in query else [f"Story {n}" for n in range(10)]
    assert [title for page in pages for title in titles(page)] == expected


def test_a_look_that_found_nothing_says_how_far_back_it_went_and_goes_on(client, site, short_looks):
    trains = Theme.objects.create(slug="trains", name="Trains")
    oldest = Publication.objects.get(title="Story 9")
    oldest.themes.add(trains, through_defaults={"published_at": oldest.published_at})
    details = {"themes": [trains], "rung": make_rung(2)}
    others = make_published_story(site.moderator, title="Another rung", **details)
    for _ in range(4):
        newer = make_published_story(site.moderator, **details)
        date_publication(newer, published_at=timezone.now() - timedelta(days=4))
    date_publication(others, published_at=timezone.now() - timedelta(days=5))

    first, *_, last = pages_from(client, f"{LIST}?rung=co-design&theme=trains")

    assert titles(first) == []
    assertContains(first, "There may be older ones.")
    assertContains(first, "Look further back")
    assertNotContains(first, "yet.")
    assert titles(last) == ["Story 9"]


def test_two_choices_that_one_index_holds_need_no_look(client, site, short_looks):
    """Rung, age and what came of it are columns of a story: the only one that fits is found behind any number of others."""
    Publication.objects.filter(title="Story 9").update(about_age="adult", progress=3)

    for query in ("rung=co-design&age=adult", "rung=co-design&progress=made", "age=adult&progress=made"):
        page = client.get(f"{LIST}?{query}")
        assert titles(page) == ["Story 9"]
        assertNotContains(page, "There may be older ones")


def test_two_choices_of_which_there_is_nothing_say_so(client, site):
    page = client.get(f"{LIST}?rung=co-design&age=adult")

    assertContains(page, "No stories on the rung Co-design")
    assertNotContains(page, "There may be older ones")


def test_the_rarer_choice_is_looked_through_so_that_one_look_is_enough(client, site, short_looks):
    page = client.get(f"{LIST}?rung=co-design&theme=bus")

    assert titles(page) == ["Story 3", "Story 9"]
    assertNotContains(page, "There may be older ones")


def test_a_partner_and_a_theme_list_their_stories_newest_first(client, site):
    partner = make_partner()
    old = make_published_story(site.moderator, title="Long ago", partners=[partner], themes=[site.theme])
    date_publication(old, published_at=timezone.now() - timedelta(days=100))
    make_published_story(site.moderator, title="Today", partners=[partner])

    assert titles(client.get(LIST, {"partner": partner.slug})) == ["Today", "Long ago"]
    assert titles(client.get(LIST, {"theme": "bus"})) == ["Story 3", "Story 9", "Long ago"]


# How far a story has come


def progress_of(story) -> int:
    return Publication.objects.get(pk=story.pk).progress


def test_a_story_has_come_as_far_as_the_furthest_of_its_answers():
    promise = make_public_response(kind="will_change")
    story = promise.story
    assert progress_of(story) == Progress.PLANNED

    following = promise.say_more()
    following.send(promise.sent_by, **answer_words("changed"))
    assert progress_of(story) == Progress.PLANNED
    following.publish(make_moderator())

    assert progress_of(story) == Progress.MADE
    promise.refresh_from_db()
    assert promise.is_settled
    assert list(Response.objects.promises()) == []


def test_a_story_that_is_taken_down_is_in_no_list_of_what_came_of_stories(client):
    story = make_public_response(kind="changed").story
    story.refresh_from_db()

    story.take_down(make_moderator(), "other")

    assert titles(client.get(f"{LIST}?progress=made")) == []


def test_publishing_changes_takes_no_progress_back():
    story = make_public_response(kind="changed").story
    story.refresh_from_db()

    publishing.write(story)

    assert progress_of(story) == Progress.MADE


def test_an_answer_that_nobody_may_read_now_counts_for_no_list(client):
    partner = make_partner()
    make_public_response(partner, kind="changed", story={"title": "Was answered"})
    assert titles(client.get(f"{LIST}?progress=made")) == ["Was answered"]

    partner.is_listed = False
    partner.save()

    assert titles(client.get(f"{LIST}?progress=made")) == []
    assert titles(client.get(f"{LIST}?progress=unanswered")) == ["Was answered"]
    partner.is_listed = True
    partner.save()
    assert titles(client.get(f"{LIST}?progress=made")) == ["Was answered"]


# What the release before wrote


def forget() -> None:
    """As the release before this one leaves it."""
    Publication.objects.update(progress=0)
    PublicationPartner.objects.update(published_at=None)
    PublicationTheme.objects.update(published_at=None)
    PublicationValue.objects.update(published_at=None, slug="")
    Response.objects.update(is_settled=False)


def kept() -> list:
    return [
        list(Publication.objects.order_by("pk").values_list("pk", "progress")),
        list(PublicationPartner.objects.order_by("pk").values_list("pk", "published_at")),
        list(PublicationTheme.objects.order_by("pk").values_list("pk", "published_at")),
        list(PublicationValue.objects.order_by("pk").values_list("pk", "published_at", "slug")),
    ]


@pytest.fixture
def answered(site, monkeypatch):
    monkeypatch.setattr(migration, "BATCH", 2)
    monkeypatch.setattr(put_right, "BATCH", 2)
    for kind in ("heard", "could_not", "will_change", "changed"):
        make_public_response(kind=kind)
    make_sent_response(kind="changed")
    promise = make_public_response(kind="will_change")
    following = promise.say_more()
    following.send(promise.sent_by, **answer_words("changed"))
    following.publish(make_moderator())
    return promise


def test_the_worker_fills_in_what_the_release_before_left_empty(answered):
    before = kept()
    forget()

    assert put_right.put_right() > 0

    assert kept() == before
    assert put_right.put_right() == 0


def test_the_migration_fills_what_is_there_and_can_be_run_again(answered):
    before = kept()
    forget()
    then = MigrationLoader(connection).project_state(("stories", migration.__name__.rpartition(".")[2]))

    for _ in range(2):
        migration.fill(then.apps, SimpleNamespace(connection=connection))

    assert kept() == before
    answered.refresh_from_db()
    assert answered.is_settled
