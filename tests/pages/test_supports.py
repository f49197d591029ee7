"""What's next tells what is there: the state of a support follows from it, and is not a promise that somebody forgot."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from pages.models import Support
from pages.supports import all_supports
from tests.support.factories import make_page, make_partner
from tests.support.resources import make_resource

pytestmark = pytest.mark.django_db


def make_support(slug, **details) -> Support:
    words = {"name": slug, "summary": "Help.", "state": "promised", "state_note": "Not here yet."}
    return Support.objects.create(slug=slug, **words | details)


def shown(slug) -> Support:
    return next(support for support in all_supports() if support.slug == slug)


@pytest.mark.parametrize(
    ("slug", "make", "link"),
    [
        ("resource-hub", make_resource, "/resources/"),
        ("champions", lambda: make_partner(is_champion=True), "/partners/"),
    ],
)
def test_what_is_there_is_live_and_has_a_link(slug, make, link):
    make_support(slug)
    assert shown(slug).state == "promised"

    make()

    assert (shown(slug).state, shown(slug).link) == ("live", link)
    assert "Not here yet" not in shown(slug).state_note


def test_what_is_gone_is_live_no_longer():
    make_support("resource-hub", state="live", state_note="Use it.", link="/resources/")
    make_resource(is_listed=False)

    assert (shown("resource-hub").state, shown("resource-hub").link) == ("promised", "")


def test_what_is_under_way_stays_so_until_it_is_there():
    make_support("resource-hub", state="under way", state_note="We are collecting.")

    assert (shown("resource-hub").state, shown("resource-hub").state_note) == (
        "under way",
        "We are collecting.",
    )


def test_what_staff_wrote_of_a_live_one_stays():
    make_support(
        "resource-hub", state="live", state_note="Ours, and good.", link="/resources/?who=families"
    )
    make_resource()

    assert shown("resource-hub").state_note == "Ours, and good."
    assert shown("resource-hub").link == "/resources/?who=families"


def test_the_page_follows(client):
    make_support("resource-hub")
    whats_next = make_page(slug="whats-next", shows="supports")
    assertNotContains(client.get(whats_next.get_absolute_url()), 'href="/resources/">Go to')

    make_resource()

    assertContains(client.get(whats_next.get_absolute_url()), 'href="/resources/">Go to')


def test_of_any_other_support_staff_say_how_far_it_is(django_assert_num_queries):
    make_support("training", state="under way")

    with django_assert_num_queries(1):
        assert shown("training").state == "under way"
