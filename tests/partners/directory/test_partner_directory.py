"""Finding a partner: the directory, its filters, and each partner's page."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from partners import content
from partners.models import Partner, Term
from tests.support.factories import make_partner, make_published_story, make_term

pytestmark = pytest.mark.django_db
DIRECTORY = "/partners/"


def test_the_directory_shows_partners_of_today_apart_from_those_of_the_past(client):
    heir = make_partner(name="New Forum")
    make_partner(name="Old Forum", standing="former", successor=heir)

    page = client.get(DIRECTORY).content.decode()
    today, _, past = page.partition("Partners in the past")

    assert "New Forum" in today
    assert "Old Forum" not in today
    assert "Old Forum" in past
    assert f'href="{heir.get_absolute_url()}"' in past


def test_a_partner_that_is_not_listed_is_nowhere(client):
    hidden = make_partner(name="Hidden Group", is_listed=False)

    assertNotContains(client.get(DIRECTORY), "Hidden Group")
    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get(reverse("partners:logo", args=[hidden.slug])).status_code == 404


def test_a_successor_that_is_not_listed_is_not_named(client):
    heir = make_partner(name="Hidden Group", is_listed=False)
    former = make_partner(standing="former", successor=heir)

    for address in (DIRECTORY, former.get_absolute_url()):
        assertNotContains(client.get(address), "Hidden Group")
        assertNotContains(client.get(address), heir.slug + "/")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=nhs", {"Trust"}),
        ("who=children", {"Club"}),
        ("help=advice", {"Club", "Trust"}),
        ("help=advice&who=children", {"Club"}),
        ("age=9", {"Club", "Trust"}),
        ("age=18", {"Trust"}),
        ("age=9&kind=nhs", {"Trust"}),
    ],
)
def test_a_filter_finds_those_who_fit_and_counts_them(client, query, found):
    children = make_term(slug="children", vocabulary="who_helped")
    advice = make_term(slug="advice", vocabulary="kind_of_help")
    make_partner(name="Club", age_from=5, age_to=11, terms=[children, advice])
    make_partner(name="Trust", kind="nhs", terms=[advice])

    response = client.get(f"{DIRECTORY}?{query}")

    assert {partner.name for partner in response.context["current"]} == found
    assertContains(response, f"{len(found)} partner{'' if len(found) == 1 else 's'}</h2>")


def test_a_partner_for_all_ages_fits_every_age(client):
    make_partner(name="Everybody")

    assertContains(client.get(f"{DIRECTORY}?age=0"), "Everybody")


def test_when_nobody_fits_the_page_says_so_kindly(client):
    make_partner()

    response = client.get(f"{DIRECTORY}?kind=council")

    assertContains(response, "0 partners</h2>")
    assertContains(response, "Try fewer answers")


@pytest.mark.parametrize(
    "query",
    [
        "kind=%00", "kind=' OR 1=1", "who=nobody&help=%F0%9F%92%A5", "age=-1", "age=1e9", "age=many",
        "age=99999999999999999999", "who[]=x", "kind=nhs&kind=<script>", "age=%D9%A9",
    ],
)  # fmt: skip
def test_an_answer_that_makes_no_sense_breaks_nothing(client, query):
    make_partner(name="Still Here")

    response = client.get(f"{DIRECTORY}?{query}")

    assert response.status_code == 200
    assertNotContains(response, "<script>")


def test_words_that_find_nobody_are_not_offered(client):
    used = make_term(name="Used word")
    make_term(name="Empty word")
    make_partner(terms=[used])

    response = client.get(DIRECTORY)

    assertContains(response, "Used word")
    assertNotContains(response, "Empty word")


def test_the_directory_costs_the_same_however_many_partners_there_are(
    client, django_assert_max_num_queries
):
    for _ in range(2):
        make_partner(standing="former", successor=make_partner(terms=[make_term()]), terms=[make_term()])
        with django_assert_max_num_queries(6):
            client.get(DIRECTORY)


def test_a_partners_page_costs_few_queries(client, django_assert_max_num_queries):
    partner = make_partner(standing="former", successor=make_partner(), terms=[make_term(), make_term()])

    with django_assert_max_num_queries(6):
        client.get(partner.get_absolute_url())


def test_a_partners_page_says_all_that_is_known(client):
    term = make_term(name="Advice", vocabulary="kind_of_help")
    partner = make_partner(
        phone="01902 123 456", email="us@example.org", website="https://www.example.org/",
        age_from=0, age_to=25, is_champion=True, formerly="Old Name", languages="English, Punjabi",
        opening_hours="Mondays\n9 to 5", terms=[term],
    )  # fmt: skip
    make_published_story(partners=[partner])

    response = client.get(partner.get_absolute_url())

    for words in [
        'href="tel:01902123456"', 'href="mailto:us@example.org"', 'href="https://www.example.org/"',
        ">example.org<", "Birth to 25", "Co-production champion", "Old Name", "English, Punjabi",
        "Mondays<br>9 to 5", "Advice", f"/stories/?partner={partner.slug}",
    ]:  # fmt: skip
        assertContains(response, words)
    assertNotContains(response, "To be confirmed by the partner")


def test_a_fact_that_the_partner_has_not_confirmed_says_so(client):
    partner = make_partner(phone="01902 000 000", to_be_confirmed=["phone", "email", "age_from"])

    response = client.get(partner.get_absolute_url())
    facts = partner.facts()

    assertContains(response, "To be confirmed by the partner")
    assert [(fact.value, fact.is_confirmed) for fact in facts.contact] == [("01902 000 000", False)]
    assert facts.missing == ["Ages", "E-mail"]


def test_what_is_empty_and_not_awaited_is_left_out(client):
    assertNotContains(client.get(make_partner().get_absolute_url()), "<dt>Phone")


def test_a_former_partner_names_who_does_the_work_today(client):
    heir = make_partner(name="New Forum")
    former = make_partner(
        standing="former", successor=heir, history_note="It reached many.", phone="01902 1"
    )

    response = client.get(former.get_absolute_url())

    assertContains(response, "A partner in the past")
    assertContains(response, heir.get_absolute_url())
    assertContains(response, "It reached many.")
    assertNotContains(response, "Get in touch")


def test_hostile_words_are_shown_as_words(client):
    hostile = "<script>alert(1)</script>"
    partner = make_partner(
        name=hostile, summary=hostile, description=f"<p>Fine</p>{hostile}", how_to_join=hostile,
        phone=hostile, address=hostile, history_note=hostile,
    )  # fmt: skip

    for address in (DIRECTORY, partner.get_absolute_url()):
        assertNotContains(client.get(address), "<script>")


@pytest.mark.parametrize("website", ["javascript:alert(1)", "ftp://example.org", "//example.org"])
def test_the_database_refuses_a_website_that_is_not_one(website):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_partner(website=website)


def test_the_page_is_the_same_for_everybody(client):
    for address in (DIRECTORY, f"{DIRECTORY}?age=9", make_partner().get_absolute_url()):
        response = client.get(address)

        assert response.headers["Cache-Control"].startswith("public")
        assert not response.cookies


def test_the_starter_content_is_loaded_once_and_never_over_an_edit():
    content.load(lambda created, thing: None)
    Partner.objects.filter(slug="hy5").update(summary="Our own words")
    Partner.objects.get(slug="changing-our-lives").delete()
    made = []

    content.load(lambda created, thing: made.append(thing) if created else None)

    assert made == []
    assert Partner.objects.get(slug="hy5").summary == "Our own words"
    assert not Partner.objects.filter(slug="changing-our-lives").exists()
    assert Partner.objects.get(slug="voice4parents").successor.slug == "send-wolves-parent-voice"
    assert Term.objects.in_use().count() == Term.objects.count()


def test_every_page_of_the_starter_content_opens(client):
    content.load(lambda created, thing: None)

    for partner in Partner.objects.listed():
        assertContains(client.get(partner.get_absolute_url()), "<h1>", count=1)
