"""A list of nothing says one useful thing and leads on; it asks nobody to choose from nothing."""

import pytest

from tests.support.factories import make_published_story
from tests.support.walk import soup_of

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database]
EMPTY = {
    "/events/": "/get-involved/",
    "/resources/": "/case-studies/",
    "/case-studies/": "/in-practice/",
    "/stories/you-said-we-did/": "/stories/share/",
    "/stories/local-offer/": "/stories/share/",
}
NOTHING_TO_CHOOSE = ["/events/", "/resources/", "/stories/"]


@pytest.mark.parametrize(("address", "next_step"), EMPTY.items())
def test_a_list_of_nothing_says_so_and_what_to_do_next(client, address, next_step):
    [notice] = soup_of(client.get(address)).select("main .notice")

    assert [link["href"] for link in notice.select("a")] == [next_step]


@pytest.mark.parametrize("address", NOTHING_TO_CHOOSE)
def test_from_nothing_nobody_is_asked_to_choose(client, address):
    assert soup_of(client.get(address)).select("main form") == []


def test_what_was_chosen_can_be_chosen_anew_where_it_found_nothing(client):
    for address in ("/events/?when=past", "/events/?who=nonsense", "/resources/?easy=on"):
        assert soup_of(client.get(address)).select("main form"), address


def test_where_there_are_stories_they_can_be_chosen(client):
    make_published_story()

    assert soup_of(client.get("/stories/")).select("main form")
