"""Partners, new and changed, for programs that follow a site."""

import xml.etree.ElementTree as ElementTree
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains

from coproduction_site.feeds import NEWEST
from coproduction_site.models import OPEN_GOVERNMENT
from tests.support.factories import make_partner, make_published_story, make_site
from tests.support.open_data import HOSTILE

pytestmark = pytest.mark.django_db
FEED, ATOM = "/partners/feed.xml", "{http://www.w3.org/2005/Atom}"
FIRST = timezone.make_aware(datetime(2026, 1, 1, 12))


def changed(partner, days: float):
    partner.history.update(history_date=FIRST + timedelta(days=days))
    return partner


def entries(client) -> list[tuple[str, str, str]]:
    """Title, address and day of each, as they stand."""
    answer = client.get(FEED)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    names = [f"{ATOM}{name}" for name in ("title", "link", "updated")]
    return [
        (title.text, link.get("href"), updated.text[:10])
        for title, link, updated in (
            [one.find(name) for name in names]
            for one in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")  # noqa: S314 - our own.
        )
    ]


def test_whoever_came_or_changed_last_comes_first(client):
    old, new = changed(make_partner(name="Old", slug="old"), 0), make_partner(name="New", slug="new")
    changed(new, 1)
    assert entries(client) == [
        ("New", f"http://127.0.0.1:8000{new.get_absolute_url()}", "2026-01-02"),
        ("Old", f"http://127.0.0.1:8000{old.get_absolute_url()}", "2026-01-01"),
    ]

    old.name = "Older"
    old.save()
    old.history.filter(name="Older").update(history_date=FIRST + timedelta(days=5))

    assert [entry[0] for entry in entries(client)] == ["Older", "New"]
    assert entries(client)[0][2] == "2026-01-06"


def test_only_what_everybody_reads_is_in_it_and_never_who_changed_it(client):
    make_partner(name="Xyzzyberry", is_listed=False)
    make_partner(name="Past", standing="former")
    make_partner(name="Unsure", summary="Not checked", to_be_confirmed=["summary"])
    make_published_story(title="A story")

    words = client.get(FEED).content.decode()

    assert [title for title, *_ in entries(client)] == ["Unsure"]
    assert "Xyzzyberry" not in words
    assert "Not checked" not in words
    assert "<author>" not in words
    assert f"<rights>{OPEN_GOVERNMENT}</rights>" in words
    assert "<rights>" not in client.get("/stories/feed/").content.decode()


def test_no_words_of_a_partner_break_it_and_an_empty_one_is_a_feed(client):
    assert entries(client) == []
    make_partner(name=HOSTILE[:120], summary=HOSTILE[:200])
    make_partner(name="مركز الأسرة 🪜", summary="نحن نساعد")

    assert {title for title, *_ in entries(client)} >= {"مركز الأسرة 🪜"}
    assert len(entries(client)) == 2


def test_it_is_bounded_and_what_has_not_changed_is_not_sent_again(client, django_assert_max_num_queries):
    make_site()
    for number in range(NEWEST + 3):
        make_partner(name=f"Partner {number}")
    with django_assert_max_num_queries(3):
        answer = client.get(FEED)

    assert len(entries(client)) == NEWEST
    again = client.get(FEED, headers={"if-none-match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_browser_and_a_reader_find_it(client):
    head = f'<link rel="alternate" type="application/atom+xml" title="Partners" href="{FEED}">'
    for page in ("/partners/", "/news/"):
        assertContains(client.get(page), head, html=True)
    assertContains(client.get("/news/"), "Partners (feed)")


def test_a_partner_called_feed_keeps_its_page(client):
    partner = make_partner(name="Feed", slug="feed")

    assertContains(client.get(partner.get_absolute_url()), "<h1>Feed</h1>", html=True)
