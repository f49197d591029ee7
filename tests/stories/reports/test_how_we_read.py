"""The page on how stories are read says what the code does."""

import pytest
from pytest_django.asserts import assertContains

from stories.models import Response, Story
from tests.support.factories import make_published_story, make_site

pytestmark = pytest.mark.django_db
PAGE = "/stories/how-we-read/"


def test_every_reason_and_every_answer_of_the_code_is_on_the_page(client):
    page = client.get(PAGE)

    for label in [*Story.DeclineReason.labels, *Response.Kind.labels]:
        assertContains(page, label)


def test_the_days_on_the_page_are_the_days_of_the_settings(client, settings):
    make_site(reply_promise_days=17)
    settings.DRAFT_STORY_DAYS, settings.DECLINED_STORY_DAYS = 13, 91
    settings.WITHDRAWN_STORY_DAYS, settings.ANSWER_DAYS = 33, 9
    settings.CONSENT_YEARS, settings.PRIVATE_DETAILS_YEARS = 4, 6

    page = client.get(PAGE)

    for words in ["17 days", "13 days", "91 days", "33 days", "9 days", "4 years", "6 years"]:
        assertContains(page, words)


def test_a_story_says_where_to_read_how_it_was_read(client):
    assertContains(client.get(make_published_story().get_absolute_url()), PAGE)
    assertContains(client.get("/stories/"), PAGE)
