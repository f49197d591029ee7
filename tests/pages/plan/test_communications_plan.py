"""The communications plan is a page made of rows: what is a draft says so, and what came of it is told."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.drafts.models import Draft
from pages.models import PlanRow
from pages.supports import all_supports
from tests.support.admin_forms import opened_form
from tests.support.factories import make_page, make_user

pytestmark = pytest.mark.django_db


def make_row(**details) -> PlanRow:
    words = {"aim": "They know.", "who": "Parents", "message": "Decide with us.", "channel": "A poster"}
    return PlanRow.objects.create(**words | {"owner": "The team"} | details)


@pytest.fixture
def plan_page():
    return make_page(slug="communications-plan", shows="plan")


@pytest.fixture
def desk(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    client.force_login(make_user("Content editors", is_staff=True))
    return client


def test_a_row_says_why_for_whom_what_how_when_who_and_what_came_of_it(client, plan_page):
    make_row(day="2027-03-01", outcome="Forty parents came.", is_agreed=True)

    shown = client.get(plan_page.get_absolute_url())

    for text in (
        "They know.",
        "Parents",
        "Decide with us.",
        "A poster",
        "1 March 2027",
        "The team",
        "Forty parents",
    ):
        assertContains(shown, text)
    assertNotContains(shown, ">Draft</span>")


def test_what_nobody_agreed_to_is_a_draft_without_a_day(client, plan_page):
    make_row()

    shown = client.get(plan_page.get_absolute_url())

    for text in (">Draft</span>", "Not agreed yet", "Nothing to tell yet."):
        assertContains(shown, text)


def test_rows_cost_one_query_however_many_there_are(client, plan_page, django_assert_num_queries):
    make_row()
    client.get(plan_page.get_absolute_url())
    with CaptureQueriesContext(connection) as first:
        client.get(plan_page.get_absolute_url())
    for number in range(5):
        make_row(order=number)

    with django_assert_num_queries(len(first.captured_queries)):
        client.get(plan_page.get_absolute_url())


def test_a_row_is_prepared_looked_at_on_the_page_and_published(desk, plan_page):
    words = {
        "aim": "They know.",
        "who": "Parents",
        "message": "Come in.",
        "channel": "A poster",
        "owner": "Us",
    }
    kept = desk.post(reverse("admin:pages_planrow_add"), words | {"order": 0, "_draft": "1"})
    assert not PlanRow.objects.exists()

    assertContains(desk.post(kept.url, opened_form(desk, kept.url) | {"_preview": "1"}), "Come in.")
    desk.post(kept.url, opened_form(desk, kept.url) | {"_save": "1", "publishing-what_changed": ""})

    assert not Draft.objects.exists()
    assertContains(desk.get(plan_page.get_absolute_url()), "Come in.")


def test_the_support_is_live_when_something_is_agreed(client, starter_content):
    def state():
        return next(one.state for one in all_supports() if one.slug == "communications-plan")

    assert not PlanRow.objects.agreed().exists()
    assert state() == "under way"
    assertContains(client.get("/communications-plan/"), ">Draft</span>", count=PlanRow.objects.count())

    make_row(is_agreed=True)

    assert state() == "live"
