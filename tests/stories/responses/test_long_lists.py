"""The desk's lists of answers: the oldest first, some on a page, and none out of reach."""

import pytest
from django.test import Client
from django.urls import reverse

from stories.models import Response
from stories.responses import admin
from tests.support import walk
from tests.support.factories import (
    make_awaited_response,
    make_moderator,
    make_partner,
    make_sent_response,
)

pytestmark = pytest.mark.django_db
DESK = reverse("admin:stories_response_changelist")


@pytest.fixture
def desk(settings, monkeypatch):
    settings.REQUIRE_STAFF_MFA = False
    monkeypatch.setattr(admin, "IN_A_LIST", 2)
    browser = Client()
    browser.force_login(make_moderator())
    return browser


def titles_in(page, heading) -> list[str]:
    found = walk.soup_of(page).select(f'section[aria-labelledby="{heading}"] a[href*="/stories/"]')
    return [link.text.rpartition(": ")[2] for link in found if ": " in link.text]


def links_in(page, heading) -> dict[str, str]:
    found = walk.soup_of(page).select(f'section[aria-labelledby="{heading}"] .links a')
    return {link.text: link["href"] for link in found}


def sent(partner, title):
    return make_sent_response(partner, story={"title": title})


def awaited(partner, title):
    return make_awaited_response(partner, title=title)


@pytest.mark.parametrize(("make", "heading"), [(sent, "to-read"), (awaited, "awaited")])
def test_a_long_list_of_answers_has_pages_and_every_answer_is_on_one(desk, make, heading):
    partner = make_partner()
    for number in range(5):
        make(partner, f"Story {number}")

    seen, address = [], DESK
    while address:
        page = desk.get(address)
        seen.append(titles_in(page, heading))
        address = (
            links_in(page, heading).get("Those after", "")
            and DESK + links_in(page, heading)["Those after"]
        )

    assert seen == [["Story 0", "Story 1"], ["Story 2", "Story 3"], ["Story 4"]]
    assert links_in(page, heading)["Those before"].startswith("?")


def test_a_short_list_of_answers_has_no_pages(desk):
    make_sent_response()

    assert links_in(desk.get(DESK), "to-read") == {}


@pytest.mark.parametrize("asked", ["0", "-1", "x", "²", "9" * 5_000, "1.5"])
def test_a_page_of_answers_that_is_made_up_is_still_a_page(desk, asked):
    make_sent_response()

    assert desk.get(DESK, {"to_read": asked}).status_code == 200
    assert Response.objects.to_read().count() == 1
