"""Chances to join in: what everybody reads, chooses and finds again."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from pages.chances.filters import ChancesForm
from pages.models import Chance
from tests.support import plans
from tests.support.admin_forms import opened_form
from tests.support.chances import day, make_chance, make_late_chance, make_told_chance
from tests.support.factories import make_page, make_partner, make_rung, make_user

pytestmark = pytest.mark.django_db
BOARD = "/get-involved/"


def titles(client, query="") -> list[str]:
    return [chance.title for chance in client.get(f"{BOARD}{query}").context["chances"]]


def test_the_first_to_close_is_first_and_what_is_closed_has_a_list_of_its_own(client):
    make_chance(title="Later", closes_in=9)
    make_chance(title="Today", closes_in=0)
    make_chance(title="Closed", closes_in=-1)
    make_late_chance(title="Late")
    make_told_chance(title="Told")
    make_chance(title="Ended early", closes_in=5, you_said="a", we_did="b", we_could_not="c")

    assert titles(client) == ["Today", "Later"]
    assert titles(client, "?when=past") == ["Ended early", "Closed", "Late", "Told"]


def test_choices_have_addresses_and_what_is_for_everybody_is_for_each(client):
    make_chance(title="For staff", audience="staff", kind="survey", rung=make_rung(3))
    make_chance(title="For families", audience="families", closes_in=20)
    make_chance(title="For all", kind="survey", closes_in=30)

    assert titles(client, "?who=families") == ["For families", "For all"]
    assert titles(client, "?kind=survey") == ["For staff", "For all"]
    assert titles(client, f"?kind=survey&rung={make_rung(5).slug}") == ["For all"]
    assertContains(client.get(f"{BOARD}?kind=workshop"), "There is nothing like this now.")
    assertContains(client.get(f"{BOARD}?kind=guess"), "This is not in the list.")
    assertContains(client.get(f"{BOARD}?when=past"), "There is nothing here yet.")


def test_the_words_of_the_page_stand_below_on_its_first_view_alone(client):
    make_page(
        slug="get-involved", title="How to get involved", body="<p>Join a forum.</p>", shows="contact"
    )
    assertContains(client.get(BOARD), "None is open now.")

    make_chance()
    first = client.get(BOARD)

    assertContains(first, "<h1>How to get involved</h1>", html=True)
    assertContains(first, "Join a forum.")
    assertContains(first, 'id="contact"')
    assertNotContains(client.get(f"{BOARD}?kind=panel"), "Join a forum.")


def test_without_the_page_the_board_is_there(client):
    make_page(slug="get-involved", state="draft", body="<p>Not yet.</p>")

    assertContains(client.get(BOARD), "<h1>Chances to join in</h1>", html=True)
    assertNotContains(client.get(BOARD), "Not yet.")


def test_staff_still_write_the_page_at_this_address(client, settings):
    settings.REQUIRE_STAFF_MFA = False
    page = make_page(slug="get-involved")
    client.force_login(make_user("Content editors", is_staff=True))
    change = reverse("admin:pages_page_change", args=[page.pk])

    client.post(change, opened_form(client, change) | {"title": "Come along", "_save": "1"})

    assertContains(client.get(BOARD), "Come along")


@pytest.mark.parametrize("number", ["0", "2", "x", "-1", "9" * 30, "٢"])
def test_a_page_that_is_not_there_is_not_found(client, number):
    make_chance()

    assert client.get(f"{BOARD}?page={number}").status_code == 404


def test_of_very_many_twelve_are_on_a_page_for_the_same_few_questions(
    client, django_assert_max_num_queries
):
    make_page(slug="get-involved")
    for number in range(45):
        make_chance(title=f"Chance {number:02}", closes_in=number + 1, answers_in=99)
        if number in (1, 44):
            with django_assert_max_num_queries(5):
                client.get(f"{BOARD}?kind=panel")
            with django_assert_max_num_queries(7):
                first = client.get(BOARD)

    assert len(first.context["chances"]) == 12
    assert titles(client, "?page=4") == [f"Chance {number}" for number in range(36, 45)]


def test_a_page_costs_the_same_whoever_joins_in(client, django_assert_max_num_queries):
    chance = make_chance(partner=make_partner())

    with django_assert_max_num_queries(3):
        client.get(chance.get_absolute_url())


@pytest.mark.parametrize("when", ["", "past"])
def test_both_lists_are_found_by_the_index_of_their_day(monkeypatch, when):
    monkeypatch.setattr(plans, "GROWS", plans.re.compile("pages_chance"))
    for number in range(50):
        make_chance(closes_in=number - 25, answers_in=99)
    form = ChancesForm({"when": when} if when else None)
    with plans.as_for_many(), plans.noted() as questions:
        list(form.found(timezone.localdate())[:20])
        plan = plans.plan_of(*questions[0])

    assert "chances_by_closing_day" in plan.indexes, plan.text
    assert not plan.scanned
    assert not plan.sorts


def test_those_that_are_late_are_found_by_an_index_of_their_own(monkeypatch):
    monkeypatch.setattr(plans, "GROWS", plans.re.compile("pages_chance"))
    make_late_chance()
    with plans.as_for_many(), plans.noted() as questions:
        list(Chance.objects.late(timezone.localdate()).order_by("hear_by"))
        plan = plans.plan_of(*questions[0])

    assert plan.indexes == {"chances_without_outcome"}, plan.text


def test_a_page_says_what_people_need_to_decide(client):
    chance = make_chance(partner=make_partner(name="Garden Lane"), audience="families")

    page = client.get(chance.get_absolute_url())

    for words in (
        *(
            "Garden Lane",
            "Families",
            "Where the club is.",
            "The money.",
            "The council voted on it in May.",
        ),
        *("Three evenings of two hours", "£12 an hour", "Fares and child care, within a week"),
        *("Somebody reads it out.", "Sam, SEND team", make_rung(5).name, "number 5 of seven"),
        *(f"{chance.closes_on:%A %-d %B %Y}", f"{chance.hear_by:%A %-d %B %Y}", "I want to join in"),
    ):
        assertContains(page, words)
    assertNotContains(page, "owner@example.org")


def test_words_of_staff_are_words_and_no_page(client):
    chance = make_chance(title="<b>Bold</b> & Co", can_change="<script>x</script>", about="<p>Hi</p>")

    for page in (BOARD, chance.get_absolute_url(), f"{chance.get_absolute_url()}join/"):
        shown = client.get(page)
        assertNotContains(shown, "<b>Bold")
        assertNotContains(shown, "<script>x")
        assertContains(shown, "&lt;b&gt;Bold&lt;/b&gt; &amp; Co")


def test_the_site_map_names_each_once(client, settings):
    settings.SITE_URL = "https://www.example.org"
    make_page(slug="get-involved")
    chance = make_chance(hear_by=day(30))

    found = client.get("/sitemap-pages.xml").content.decode()

    assert found.count("<loc>https://www.example.org/get-involved/</loc>") == 1
    assert chance.get_absolute_url() in found


def test_an_unknown_one_is_not_found_and_a_new_address_leads_on(client):
    chance = make_chance(slug="old")
    chance.slug = "new"
    chance.save()

    assertRedirects(client.get("/get-involved/old/"), "/get-involved/new/", status_code=301)
    assert client.get("/get-involved/nothing/").status_code == 404
