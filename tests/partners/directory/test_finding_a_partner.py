"""“An autistic 17-year-old in Bilston”: by words, need, age, part of the city and kind of help."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.support import factories, walk
from tests.support.open_data import read

pytestmark = pytest.mark.django_db
DIRECTORY = "/partners/"
ASKED = "need=autism&age=17&area=bilston-north"


@pytest.fixture
def terms():
    known = {
        "autism": ("Autism", "need"),
        "hearing": ("Hearing loss", "need"),
        "bilston-north": ("Bilston North", "area"),
        "penn": ("Penn", "area"),
        "advice": ("Advice", "kind_of_help"),
    }
    return {
        slug: factories.make_term(slug=slug, name=name, vocabulary=vocabulary)
        for slug, (name, vocabulary) in known.items()
    }


@pytest.fixture
def partners(terms):
    def made(name, *slugs, **details):
        return factories.make_partner(
            name=name, terms=[terms[slug] for slug in slugs], phone="01902 123456", **details
        )

    made("For everybody", "advice", order=1)
    made("Of the age", order=2, age_from=11, age_to=25)
    made("Made for it", "autism", "bilston-north", order=3, age_from=14, age_to=19)
    made("Small children", "autism", order=4, age_to=5)
    made("Elsewhere", "autism", "penn", order=5)
    made("Another need", "hearing", order=6)
    made("Past Group", "autism", standing="former", order=7)


def found(client, query) -> list[str]:
    return [partner.name for partner in client.get(f"{DIRECTORY}?{query}").context["current"]]


def test_the_one_who_says_so_comes_before_those_who_are_for_everybody(client, partners):
    assert found(client, ASKED) == ["Made for it", "Of the age", "For everybody"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("age=17", {"Made for it", "Of the age", "For everybody", "Elsewhere", "Another need"}),
        ("area=penn", {"Elsewhere", "For everybody", "Of the age", "Small children", "Another need"}),
        ("need=hearing", {"Another need", "For everybody", "Of the age"}),
        ("search=bilston", {"Made for it"}),
        ("search=group", set()),
        ("search=autism+small", {"Small children"}),
        ("help=advice&age=17", {"For everybody"}),
    ],
)
def test_each_answer_finds_who_fits_it(client, partners, query, names):
    assert set(found(client, query)) == names


def test_the_search_leads_to_a_telephone_number(client, partners):
    answer = client.get(f"{DIRECTORY}?{ASKED}")
    first = answer.context["current"][0]

    page = walk.soup_of(client.get(first.get_absolute_url()))

    assert page.select_one('.partner-contact a[href="tel:01902123456"]')


def test_what_was_asked_for_stands_in_the_heading_and_in_the_address(client, partners):
    page = walk.soup_of(client.get(f"{DIRECTORY}?{ASKED}&search=help"))

    asked = "Partners: “help”, Autism, Bilston North, age 17"
    assert page.h1.get_text() == asked
    assert page.title.get_text().startswith(asked)
    assert page.select_one("form.filters")["method"] == "get"
    assert page.select_one("#id_need option[selected]")["value"] == "autism"


def test_who_was_a_partner_once_stands_under_a_heading_of_its_own(client, partners):
    page = client.get(f"{DIRECTORY}?need=autism").content.decode()

    before, _, after = page.partition("Partners in the past</h2>")
    assert "Past Group" in after
    assert "Past Group" not in before


def test_where_nobody_fits_all_of_it_the_nearest_are_shown(client, partners):
    answer = client.get(f"{DIRECTORY}?{ASKED}&kind=council")

    assert answer.context["current"] == []
    assertContains(answer, "These fit most of it")
    nearest = list(answer.context["nearest"])
    assert nearest[0].name == "Made for it"
    assert len(nearest) == 3
    assertNotContains(client.get(DIRECTORY), "These fit most of it")


@pytest.mark.parametrize(
    "query", ["search=%00", "search=" + "x" * 300, "need=x&area=y", "search=<script>"]
)
def test_an_answer_that_makes_no_sense_breaks_nothing(client, partners, query):
    answer = client.get(f"{DIRECTORY}?{query}")

    assert answer.status_code == 200
    assertNotContains(answer, "<script>")


def test_a_site_without_needs_and_areas_does_not_ask_for_them(client):
    factories.make_partner()

    page = walk.soup_of(client.get(DIRECTORY))

    assert not page.select("#id_need, #id_area")
    assert page.select("#id_search, #id_age")


def test_the_search_costs_the_same_however_many_partners_there_are(
    client, partners, django_assert_max_num_queries
):
    for query in (ASKED, f"{ASKED}&kind=council&search=nothing"):
        client.get(DIRECTORY)
        with django_assert_max_num_queries(5):
            client.get(f"{DIRECTORY}?{query}")


def test_other_directories_get_the_same_terms_and_areas(client, partners):
    listed = {term["name"]: term["id"] for term in read(client, "/taxonomy_terms")["contents"]}
    assert {"Autism", "Hearing loss", "Bilston North", "Penn", "Advice"} <= set(listed)

    answer = read(client, f"/services?taxonomy_term_id={listed['Bilston North']}&full=true")

    (service,) = answer["contents"]
    assert service["name"] == "Made for it"
    whole = read(client, f"/services/{service['id']}")
    assert [area["name"] for area in whole["service_areas"]] == ["Bilston North"]
    assert {each["link_type"] for each in whole["attributes"]} == {"need_or_condition", "service_area"}


@pytest.mark.parametrize(
    ("age", "names"),
    [
        (5, {"Small children"}),
        (11, {"Of the age"}),
        (17, {"Made for it", "Of the age"}),
        (25, {"Of the age"}),
        (26, set()),
    ],
)
def test_the_age_query_of_the_open_data_answers_for_a_child_of_that_age(client, partners, age, names):
    answer = read(client, f"/services?minimum_age={age}&maximum_age={age}")

    assert {service["name"] for service in answer["contents"]} == names
