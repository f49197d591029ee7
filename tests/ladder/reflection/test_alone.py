"""Somebody finds their rung alone: a page of lines, a result, and nothing left behind."""

import logging

import pytest
from bs4 import BeautifulSoup
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.cache import page_cache
from ladder.models import Method, Side, StatementSet
from tests.support.reflection import address, data, post

pytestmark = pytest.mark.django_db
QUESTIONS = ["family", "young", "staff"]


@pytest.fixture(autouse=True)
def loaded(starter_content):
    """A new site."""


def rows() -> dict[str, int]:
    """Every table of the database, also those of no model."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        counted = {}
        for table in tables:
            cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
            counted[table] = cursor.fetchone()[0]
    return counted


def main_of(page) -> str:
    return " ".join(BeautifulSoup(page.content, "html.parser").main.get_text(" ").split())


def test_the_front_door_leads_to_four_doors(client):
    home = client.get("/")
    page = client.get(reverse("ladder:where"))

    assertContains(home, f'href="{reverse("ladder:where")}">Find your rung')
    for side in QUESTIONS:
        assertContains(page, f'href="{address(side)}"')
    assertContains(page, f'href="{reverse("ladder:group")}">A group')
    assertContains(page, "13 lines", count=2)
    assertContains(page, "10 lines", count=1)


@pytest.mark.parametrize("side", QUESTIONS)
def test_the_lines_say_that_they_are_a_draft_and_that_nothing_is_kept(client, side):
    page = client.get(address(side))

    assertContains(page, "These words are a draft. HY5!, the youth forum")
    assertContains(page, "Then they are gone")
    assertContains(page, 'type="radio"', count=5 * len(StatementSet.objects.live().asked_of(side)))


def test_families_young_people_and_staff_are_asked_in_their_own_words(client):
    pages = {side: main_of(client.get(address(side))) for side in QUESTIONS}

    assert "I am asked while things can still change." in pages["family"]
    assert "Adults ask me before they choose." in pages["young"]
    assert "We ask while things can still change." in pages["staff"]
    assert "I can say no, and that is fine." in pages["young"]
    assert "I can say no" not in pages["family"] + pages["staff"]


def test_young_people_have_drawings_and_faces_which_run_the_other_way_for_the_warning(client):
    soup = BeautifulSoup(client.get(address("young")).content, "html.parser")
    faces = [[str(face) for face in field.select(".picture svg")] for field in soup.select(".statement")]

    assert {len(field) for field in faces} == {5}
    assert all(field.legend.svg for field in soup.select(".statement"))
    warning, *others = faces
    assert warning[:4] == others[0][3::-1]
    assert len(set(others[0])) == 5
    assert not BeautifulSoup(client.get(address("family")).content, "html.parser").select(
        ".statement svg"
    )


@pytest.mark.parametrize("side", QUESTIONS)
def test_the_lines_are_the_same_for_everybody_and_cost_few_questions(
    client, side, django_assert_max_num_queries
):
    for name in (address(side), reverse("ladder:where"), reverse("ladder:compare")):
        client.get(name)  # What stands beside a sheet to print is worked out once.
        with django_assert_max_num_queries(5):
            page = client.get(name)
        assert page.headers["Cache-Control"] == page_cache.PUBLIC
        assert not page.cookies
        assertNotContains(page, "csrfmiddlewaretoken")


@pytest.mark.parametrize("side", QUESTIONS)
def test_answering_leaves_nothing_behind(side, caplog):
    """No row in any table, no line in any log, no cookie, nothing in a cache and nothing in the address."""
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # SQL itself is no log of the site.
    client = Client(enforce_csrf_checks=True)
    before, kept_before = rows(), getattr(cache, "_cache", {}).copy()

    page = post(client, side)

    assertContains(page, "Co-production")
    assert rows() == before
    assert getattr(cache, "_cache", {}) == kept_before
    assert [record.getMessage() for record in caplog.records] == []
    assert not page.cookies
    assert not client.cookies
    assert page.request["QUERY_STRING"] == ""
    assert len(before) > len(apps.get_models()) > 40


@pytest.mark.parametrize("answers", [{}, {"everything": "9"}, {"W1": "3"}])
def test_whatever_comes_back_is_stored_and_told_nowhere(client, answers):
    page = post(client, **answers)

    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert page.headers["X-Robots-Tag"] == "noindex"


def test_a_steady_rung_and_a_higher_reach_are_named_and_what_decided_it_is_shown(client):
    page = post(client, everything="3", G2="1", C1="2", C2="2", G1="2")

    assertContains(page, "<h1>You stand steadily on Consultation</h1>")
    text = main_of(page)
    assert "In places you reach Co-production." in text
    assert "I can point to something that changed because of us. Sometimes" in text
    assert "Ask for one small thing to change by a day that you agree." in text
    assert "About here" in text
    assert "In places here" in text
    assert "Nobody has checked how well" in text


def test_each_next_step_has_a_way_something_to_read_and_somebody_who_could_help(client):
    soup = BeautifulSoup(post(client, everything="0").content, "html.parser")

    steps = soup.select(".steps > li")

    assert len(steps) == 3
    for step in steps:
        assert len(step.select("a[href]")) == 3
        assert all(
            client.get(link["href"].partition("#")[0]).status_code == 200 for link in step.select("a")
        )
    assert "Just starting" in soup.h1.text


def test_a_young_person_is_sent_to_the_youth_forum(client):
    page = post(client, "young", everything="1")

    assertContains(page, "HY5!, the youth forum</a>")
    assertNotContains(page, "parent forum</a>")
    assertContains(page, "Good to know")


def test_a_method_that_staff_take_out_is_no_longer_suggested(client):
    Method.objects.filter(slug="survey").delete()

    page = post(client, everything="3", C2="1")

    assertContains(page, "When you give your views, ask")
    assertNotContains(page, "A way to do it")


@pytest.mark.parametrize("side", QUESTIONS)
def test_asked_too_late_is_all_that_the_headline_says(client, side):
    page = post(client, side, everything="3", W1="2")

    assertContains(
        page,
        "<h1>You are asked too late</h1>" if side != "staff" else "<h1>Families are asked too late</h1>",
    )
    assertNotContains(page, "About here")
    assertNotContains(page, "Holds")


def test_asked_too_late_now_and_then_stands_beside_the_rung(client):
    page = post(client, W1="1")

    assertContains(page, "You are about here: Co-production")
    assertContains(page, "Take care")
    assertNotContains(post(client), "Take care")


def test_too_few_answers_name_no_rung_but_give_ideas(client):
    page = post(client, everything="", I1="3", I2="0")

    assertContains(page, "<h1>Not enough to name a rung</h1>")
    assertNotContains(page, "About here")
    assertContains(page, "Ask for the reason in two plain lines")


def test_a_rung_without_answers_is_skipped_and_that_is_said(client):
    page = post(client, G1="u", G2="")

    assertContains(page, "You are about here: Co-production")
    assertContains(page, "We do not know about Engagement.")
    assertContains(page, "Keep it going")


def test_a_result_bears_no_total_and_no_rank(client):
    text = main_of(post(client, everything="3"))

    assert "%" not in text
    assert not [word for word in ("score", "points", "total", "badge", "rank") if word in text.lower()]


def test_nothing_picked_is_said_beside_the_first_line(client):
    page = client.post(address("family"), {"set": "1"})

    assertContains(page, "There is a problem")
    assertContains(page, 'href="#id_W1_0"')
    assertContains(page, "Pick an answer for one line or more.", count=2)


HOSTILE = {
    "an answer that is none": {"I1": "9"},
    "a long answer": {"I1": "3" * 10_000},
    "a zero byte": {"I1": "2\x00"},
    "markup": {"I1": "<script>alert(1)</script>"},
    "another alphabet": {"I1": "٣"},
}


@pytest.mark.parametrize("what", HOSTILE)
def test_an_answer_that_is_not_on_the_page_is_refused_beside_its_line_and_the_others_stay(client, what):
    page = client.post(address("family"), data() | HOSTILE[what])

    assert page.status_code == 200
    assertContains(page, "Choose from the answers on this page.")
    assertNotContains(page, "<script>alert")
    soup = BeautifulSoup(page.content, "html.parser")
    assert soup.title.text.startswith("Error: ")
    assert soup.select_one("#id_I2_2").has_attr("checked")
    assert soup.select_one(".statement:has(#id_I1_0) .field__error")


@pytest.mark.parametrize("number", ["", "0", "7", "-1", "9" * 40, "1; DROP TABLE", "٣", "\x00", None])
def test_answers_to_a_list_that_is_not_known_are_not_added_up(client, number):
    answers = data() | {"set": number}
    page = client.post(
        address("family"), {name: text for name, text in answers.items() if text is not None}
    )

    assert page.status_code == 200
    assertContains(page, "These lines have changed")
    assertNotContains(page, " checked")
    assertContains(page, 'name="set" value="1"')


def test_answers_to_a_list_that_is_only_being_written_are_not_added_up(client):
    StatementSet.objects.live().next_draft()

    page = client.post(address("family"), data() | {"set": "2"})

    assertContains(page, "These lines have changed")


def test_a_page_that_was_open_when_a_newer_list_went_live_still_counts(client):
    answers = data()
    StatementSet.objects.live().next_draft().go_live()

    assertContains(client.post(address("family"), answers), "You are about here: Co-production")


def test_ten_thousand_fields_get_a_kind_page(client):
    page = client.post(address("family"), {f"field{number}": "1" for number in range(10_000)})

    assertContains(page, "We could not read that", status_code=400)


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_turned_away(client, method):
    assert getattr(client, method)(address("family")).status_code == 405
    assert getattr(client, method)(reverse("ladder:compare")).status_code == 405


def test_a_door_that_is_not_there_is_not_found(client):
    assert client.get(reverse("ladder:answer", args=["teachers"])).status_code == 404
    assert client.post(reverse("ladder:answer", args=["young"])).status_code == 404


def test_the_ladder_every_rung_and_whats_next_lead_here(client):
    where = f'href="{reverse("ladder:where")}"'

    assertContains(client.get(reverse("ladder:ladder")), where)
    assertContains(client.get("/ladder/coercion/"), where)
    assertContains(client.get("/whats-next/"), where)
    assertContains(client.get("/sitemap-pages.xml"), reverse("ladder:where"))


def test_how_it_works_says_that_nobody_has_validated_it(client):
    page = client.get(reverse("ladder:how_it_works"))

    assertContains(page, "Nobody has validated it")
    assertContains(page, "Two in every three lines need an answer")
    assertContains(page, "“about here”")


def test_a_site_without_statements_says_so_and_shows_the_ladder(client):
    StatementSet.objects.all().delete()

    page = client.get(reverse("ladder:where"))

    assertContains(page, "The questions are not here yet")
    assertContains(page, "Consultation")
    assert client.get(address("family")).status_code == 404
    assert client.post(address("family"), {"set": "1", "W1": "0"}).status_code == 404
    assert {str(side) for side in Side} == set(QUESTIONS)
