"""The warning before a story says whom to ring about what it warns of: rows that staff keep, and nothing typed in a template."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import UrgentNumber
from tests.support import walk
from tests.support.factories import make_published_story, make_urgent_number

pytestmark = pytest.mark.django_db
WORDS = "self-harm, suicid"


@pytest.fixture(autouse=True)
def numbers():
    UrgentNumber.objects.all().delete()
    make_urgent_number(label="Danger", number="999")
    make_urgent_number(
        label="Somebody to talk to", number="116 123", helps_with=WORDS, is_confirmed=True
    )


def story_with(client, note):
    return client.get(make_published_story(content_note=note).get_absolute_url())


@pytest.mark.parametrize("note", ["It tells of suicide.", "About Self-Harm, and a stay in hospital"])
def test_a_number_that_helps_with_it_stands_beside_the_warning_and_can_be_pressed(client, note):
    notice = walk.soup_of(story_with(client, note)).select_one(".story .notice")

    assert note in notice.text
    assert notice.select_one('a[href="tel:116123"]')
    assert "999" not in notice.text
    assert notice.select_one('a[href="/help-now/"]')


@pytest.mark.parametrize("note", ["About a stay in hospital", "About homicide", "Unself-harmed"])
def test_a_number_that_helps_with_something_else_does_not_and_help_is_one_press_away(client, note):
    notice = walk.soup_of(story_with(client, note)).select_one(".story .notice")

    assert not notice.select("a[href^='tel:']")
    assert notice.select_one('a[href="/help-now/"]')


def test_a_number_that_is_not_shown_stands_beside_no_warning(client):
    UrgentNumber.objects.update(is_shown=False)

    assertNotContains(story_with(client, "It tells of suicide."), "116 123")


def test_a_story_without_a_warning_has_no_notice(client):
    page = story_with(client, "")

    assert not walk.soup_of(page).select(".story .notice")


def test_the_starter_numbers_help_with_what_is_warned_of(client, starter_content):
    assertContains(story_with(client, "It tells of self-harm."), "116 123")
    assertNotContains(story_with(client, "It tells of a long wait."), "tel:116123")
