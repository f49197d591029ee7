"""The list of stories says by when each is answered, how much waits, and what somebody has done today."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.formats import date_format

from stories.models import Story, StoryEvent
from stories.moderation import today
from tests.support.factories import make_moderator, make_published_story, make_site, make_waiting_story

pytestmark = pytest.mark.django_db
QUEUE = "/admin/stories/story/"


@pytest.fixture(autouse=True)
def without_second_factor(settings):
    settings.REQUIRE_STAFF_MFA = False


@pytest.fixture
def moderator(client):
    user = make_moderator(name="Mo")
    client.force_login(user)
    return user


def sent_days_ago(days, **details) -> Story:
    story = make_waiting_story(**details)
    Story.objects.filter(pk=story.pk).update(submitted_at=timezone.localtime() - timedelta(days=days))
    return story


def text_of(client, where, query="", address=QUEUE) -> str:
    page = BeautifulSoup(client.get(address + query).content, "html.parser")
    return " ".join(page.select_one(where).get_text(" ").split())


def test_each_story_says_by_which_day_it_is_answered(client, moderator):
    make_site(reply_promise_days=10)
    sent_days_ago(3)

    day = date_format(timezone.localdate() + timedelta(days=7), "j M")
    assert text_of(client, ".field-due") == f"{day} In good time"


def test_what_is_decided_is_answered_by_no_day(client, moderator):
    make_published_story()

    assert text_of(client, ".field-due", "?state=published") == "–"


def test_the_true_number_that_waits_stands_on_the_first_screen_by_its_age(client, moderator):
    make_site(reply_promise_days=10)
    for days in (30, 7, 1, 0):
        sent_days_ago(days)
    make_waiting_story().put_with_spam(moderator, "It sells something.")

    assert (
        text_of(client, ".desk-lead", address="/admin/")
        == "4 stories wait: 1 late, 1 soon, 2 in good time."
    )


def test_a_queue_without_end_is_not_counted_to_its_end(client, moderator, monkeypatch):
    monkeypatch.setattr(today, "FURTHEST", 2)
    for _ in range(4):
        make_waiting_story()

    assert text_of(client, ".desk-lead", address="/admin/").startswith("More than 2 stories wait:")


def test_what_i_did_today_is_counted_and_what_others_did_is_not(client, moderator):
    colleague = make_moderator(name="Kim")
    for by in (moderator, moderator, colleague):
        make_waiting_story(email="a@b.example").ask(by, "Why?")
    make_waiting_story().decline(moderator, "advert", "Sorry.")
    yesterday = make_waiting_story()
    yesterday.decline(moderator, "advert", "Sorry.")
    StoryEvent.objects.filter(story=yesterday).update(at=timezone.now() - timedelta(days=2))

    assert text_of(client, ".desk-lead", address="/admin/").endswith(
        "You today: 2 asked about, 1 not published."
    )
