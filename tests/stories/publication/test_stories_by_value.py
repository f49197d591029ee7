"""Stories are chosen by a promise of the charter, and each page of something shows its newest stories."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from stories.models import Publication, PublicationValue, Theme, put_right
from tests.support import walk
from tests.support.factories import (
    make_charter,
    make_ladder,
    make_partner,
    make_published_story,
    make_waiting_story,
)

pytestmark = pytest.mark.django_db
LIST = "/stories/"
migration = import_module("stories.migrations.0029_places_of_values")


def titles(page) -> list[str]:
    return [link.text for link in walk.soup_of(page).select(".grid h3 a")]


@pytest.fixture
def equal():
    return make_charter().values.get()


def test_stories_are_chosen_by_a_promise_which_address_and_heading_say(client, equal):
    make_published_story(title="Shows it", values=[equal])
    make_published_story(title="Shows nothing")
    make_waiting_story(values=[equal], title="Not read yet")

    page = client.get(LIST, {"value": equal.slug})

    assert titles(page) == ["Shows it"]
    heading = f"Stories on the promise “{equal.name}”"
    assert walk.soup_of(page).h1.text == heading
    assert walk.soup_of(page).title.text.startswith(heading)
    assert walk.soup_of(page).select_one("#id_value option[selected]")["value"] == equal.slug


def test_a_promise_is_chosen_together_with_other_things(client, equal):
    rung, theme, partner = (
        make_ladder()[0],
        Theme.objects.create(slug="bus", name="Buses"),
        make_partner(),
    )
    both = {"values": [equal], "rung": rung, "themes": [theme], "partners": [partner]}
    make_published_story(title="All of it", about_age="13_15", **both)
    make_published_story(title="The promise alone", values=[equal], about_age="adult")

    for query in ({"rung": rung.slug}, {"theme": "bus"}, {"partner": partner.slug}, {"age": "13_15"}):
        assert titles(client.get(LIST, {"value": equal.slug, **query})) == ["All of it"], query
    page = client.get(LIST, {"value": equal.slug, "theme": "bus"})
    assertContains(page, f"Stories about buses on the promise “{equal.name}”")


def test_a_promise_that_is_not_in_force_is_no_choice(client, equal):
    assert client.get(LIST, {"value": "no-such"}).status_code == 404


def test_a_story_that_shows_both_wordings_of_a_promise_is_listed_and_named_once(client):
    first = make_charter(number=1)
    second = first.next_draft()
    story = make_published_story(title="Once", values=[first.values.get(), second.values.get()])
    second.adopt(timezone.localdate(), "The Board")

    assert titles(client.get(LIST, {"value": "equal"})) == ["Once"]
    assertContains(client.get(story.get_absolute_url()), "Our promise:", count=1)


def test_the_worker_follows_a_promise_to_its_new_address_and_drops_its_older_wording(client):
    first = make_charter(number=1)
    second = first.next_draft()
    story = make_published_story(title="Once", values=[first.values.get()])
    PublicationValue.objects.create(publication_id=story.pk, value=second.values.get())
    second.adopt(timezone.localdate(), "The Board")
    second.values.update(slug="as-equals")
    first.values.update(slug="as-equals")

    assert put_right.put_right() > 0

    assert titles(client.get(LIST, {"value": "as-equals"})) == ["Once"]
    assert put_right.put_right() == 0


def test_what_a_moderator_marks_later_is_found_at_once(client, equal):
    story = make_published_story(title="Marked later")
    assert titles(client.get(LIST, {"value": equal.slug})) == []

    story.mark(story.decided_by, values=[equal])

    assert titles(client.get(LIST, {"value": equal.slug})) == ["Marked later"]


def pages_of(rung, partner, value):
    return [
        (rung.get_absolute_url(), 2, f"?rung={rung.slug}", "All stories on the rung"),
        (partner.get_absolute_url(), 2, f"?partner={partner.slug}", "All stories with"),
        (f"/charter/values/{value.slug}/", 6, f"?value={value.slug}", "All stories on the promise"),
    ]


def test_a_rung_a_partner_and_a_promise_show_their_newest_stories_and_lead_to_all(client, equal):
    rung, partner = make_ladder()[0], make_partner()
    for number in range(7):
        make_published_story(title=f"Told {number}", rung=rung, partners=[partner], values=[equal])
    make_waiting_story(title="Not read yet", rung=rung, partners=[partner], values=[equal])

    for address, most, query, label in pages_of(rung, partner, equal):
        page = client.get(address)
        newest = [f"Told {number}" for number in range(6, 6 - most, -1)]
        assert titles(page) == newest, address
        link = walk.soup_of(page).select_one(f'main a[href="{LIST}{query}"]')
        assert link.text.startswith(label)


def test_where_there_is_no_story_each_page_says_what_to_do(client, equal):
    rung, partner = make_ladder()[0], make_partner()

    for address, _, query, _ in pages_of(rung, partner, equal):
        page = client.get(address)
        assertContains(page, "yet.")
        assert walk.soup_of(page).select_one('main p a[href="/stories/share/"]'), address
        assertNotContains(page, f"{LIST}{query}")


def test_a_partner_of_the_past_without_stories_is_not_asked_for_one(client):
    former = make_partner(standing="former", how_to_join="It ended.")

    page = client.get(former.get_absolute_url())

    assertNotContains(page, "Stories with")
    assertNotContains(page, "Tell us what it was like")


def test_the_migration_fills_what_is_there_and_can_be_run_again(client):
    first = make_charter(number=1)
    second = first.next_draft()
    story = make_published_story(title="Once", values=[first.values.get()])
    PublicationValue.objects.create(publication_id=story.pk, value=second.values.get())
    PublicationValue.objects.update(published_at=None, slug="")
    second.adopt(timezone.localdate(), "The Board")
    then = MigrationLoader(connection).project_state(("stories", migration.__name__.rpartition(".")[2]))

    for _ in range(2):
        migration.fill(then.apps, SimpleNamespace(connection=connection))

    kept = PublicationValue.objects.get()
    assert (kept.value, kept.slug, kept.published_at) == (
        second.values.get(),
        "equal",
        Publication.objects.get().published_at,
    )
