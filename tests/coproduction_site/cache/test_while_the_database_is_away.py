"""What this process may show while it cannot ask what holds now. With a real database: tests/faults/test_hanging_database.py."""

import time

import pytest

from coproduction_site.cache import packing
from coproduction_site.cache.kept_pages import SECONDS_WITHOUT_DATABASE, KeptPages, Page

ADDRESS = (True, "/stories/one/", "")


@pytest.fixture
def pages():
    pages = KeptPages()
    pages.put(7, ADDRESS, Page("200 OK", [], {packing.PLAIN: b"one"}))
    return pages


def seen_ago(pages, seconds, monkeypatch):
    monkeypatch.setattr(pages, "_seen_at", time.monotonic() - seconds)


def test_a_page_is_shown_for_a_minute_after_the_last_word_of_the_database(pages, monkeypatch):
    assert SECONDS_WITHOUT_DATABASE <= 60
    seen_ago(pages, SECONDS_WITHOUT_DATABASE - 1, monkeypatch)

    page, age = pages.while_away(ADDRESS)

    assert page.plain == b"one"
    assert round(age) == SECONDS_WITHOUT_DATABASE - 1


def test_after_that_it_may_have_been_taken_back_and_is_not_shown(pages, monkeypatch):
    seen_ago(pages, SECONDS_WITHOUT_DATABASE + 1, monkeypatch)

    assert pages.while_away(ADDRESS) is None


def test_showing_it_makes_it_no_younger(pages, monkeypatch):
    seen_ago(pages, 30, monkeypatch)
    pages.while_away(ADDRESS)

    assert pages.while_away(ADDRESS)[1] >= 30


def test_a_page_from_before_the_last_known_change_is_not_shown(pages):
    pages.get(8, ADDRESS)

    assert pages.while_away(ADDRESS) is None
