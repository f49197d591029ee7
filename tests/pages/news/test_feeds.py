"""What letters are about can be followed by a program as well, without an address."""

import xml.etree.ElementTree as ElementTree

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from pages.news.topics import TOPICS
from tests.support.chances import make_chance
from tests.support.events import make_event
from tests.support.factories import make_partner, make_public_response, make_published_story

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(address) -> list[tuple[str, str]]:
    answer = Client().get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")  # noqa: S314 - our own.
    return [(one.find(f"{ATOM}title").text, one.find(f"{ATOM}link").get("href")) for one in found]


def test_each_topic_has_a_feed_and_the_page_links_it():
    make_published_story(title="A story")
    event = make_event(title="A day")
    make_event(title="A day of last week", in_days=-7)
    make_chance(title="A new club")
    make_public_response(make_partner(), kind="heard", story={"title": "An answered story"})
    page = Client().get("/news/")

    told = {name: [title for title, _ in entries(topic.feed_address)] for name, topic in TOPICS.items()}

    for topic in TOPICS.values():
        assertContains(page, f'href="{topic.feed_address}"')
    assert set(told["stories"]) == {"A story", "An answered story"}
    assert [title.split(",")[0] for title in told["events"]] == ["A day"]
    assert told["chances"] == ["A new club"]
    assert told["changes"] == ["“An answered story”: we heard you"]
    assert entries("/news/feeds/events/")[0][1].endswith(event.get_absolute_url())


def test_what_was_taken_away_is_in_no_feed():
    story = make_public_response(make_partner(), kind="heard").story

    story.withdraw()

    assert entries("/news/feeds/changes/") == entries("/stories/feed/") == []


@pytest.mark.parametrize("name", ["stories", "secrets"])
def test_a_feed_that_is_elsewhere_or_nowhere_is_not_here(client, name):
    assert client.get(f"/news/feeds/{name}/").status_code == 404
