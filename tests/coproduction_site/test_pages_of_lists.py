"""A list in pages answers any number of a page: with that page, or with words that it is not there."""

import pytest
from django.test import Client

from tests.support.charter import make_public_pledge
from tests.support.factories import make_moderator, make_partner, make_published_story

pytestmark = pytest.mark.django_db
LISTS = [
    "/charter/signed/",
    "/events/",
    "/get-involved/",
    "/search/?q=school",
    "/stories/",
    "/open-referral/services",
    "/open-referral/organizations",
]
ODD = [
    *("", "0", "-1", "+1", "1.0", "1e9", "x", " 1", "1 ", "0x1", "1_0"),
    *("0000000012", "0" * 300 + "1", "9" * 9, "9" * 25, "9" * 5_000),
    *("\u00b2", "\u0661\u0662", "\uff11", "\u0967", "\x00", "1\x00", "\N{GRINNING FACE}"),
]


@pytest.fixture
def rows():
    make_public_pledge()
    make_published_story()
    make_partner()


@pytest.mark.parametrize("address", LISTS)
def test_an_odd_number_of_a_page_is_answered(rows, address):
    path, _, query = address.partition("?")
    more = dict([query.split("=")]) if query else {}
    assert Client().get(path, more).status_code == 200

    for number in ODD:
        answer = Client().get(path, more | {"page": number})

        assert answer.status_code in (200, 400, 404), (address, number)


def test_an_odd_page_of_the_queue_is_a_page_of_it(rows, settings):
    settings.REQUIRE_STAFF_MFA = False
    desk = Client()
    desk.force_login(make_moderator())

    for number in ODD:
        answer = desk.get("/admin/stories/story/", {"p": number})

        assert answer.status_code in (200, 302), number
