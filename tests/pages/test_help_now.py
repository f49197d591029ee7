"""Who helps with what, for somebody in need now, who is not happy, or has a question before telling a story."""

import pytest
from pytest_django.asserts import assertContains

from coproduction_site.models import UrgentNumber
from tests.support import factories, walk

pytestmark = pytest.mark.django_db
HELP, NOT_HAPPY, QUESTIONS = "/help-now/", "/not-happy/", "/questions/"
DRAFT = "This page is a draft."


def main_of(client, address):
    return walk.soup_of(client.get(address)).select_one("main")


def test_the_numbers_to_ring_stand_before_the_words(client):
    factories.make_urgent_number(label="In danger now", number="999")
    factories.make_urgent_number(label="Not shown", number="998", is_shown=False)
    page = factories.make_page(shows="numbers", body="<p>All the other help.</p>")

    text = main_of(client, page.get_absolute_url()).get_text()

    assert text.index("In danger now") < text.index("All the other help.")
    assert "Not shown" not in text


def test_every_other_part_stays_below_the_words(client):
    factories.make_site()
    page = factories.make_page(shows="contact", body="<p>First these words.</p>")

    text = main_of(client, page.get_absolute_url()).get_text()

    assert text.index("First these words.") < text.index("Talk to the team")


def test_help_now_says_who_helps_with_each_need_and_what_this_site_is_not(client, starter_content):
    main = main_of(client, HELP)

    for need in ("advice", "not-happy", "EHC plan", "health", "too much", "money", "like you"):
        assert need in main.get_text() or need in str(main.select("a")), need
    for text in ("not a helpline", "Mediation", "Tribunal", DRAFT):
        assert text in main.get_text()
    for number in UrgentNumber.objects.shown():
        assert number.number in main.get_text()


def test_a_page_is_there_for_those_who_are_not_happy(client, starter_content):
    text = main_of(client, NOT_HAPPY).get_text()

    for about in ("this site", "a story", "school", "the council", "hospital", "EHC plan", DRAFT):
        assert about in text


def test_the_questions_of_tellers_are_answered_where_they_begin(client, starter_content):
    assertContains(client.get(QUESTIONS), "Will my child’s school be told?")
    assertContains(client.get(QUESTIONS), DRAFT)
    assertContains(client.get("/stories/share/"), f'href="{QUESTIONS}"')


def test_every_page_leads_to_help_now(client, starter_content):
    for address in ("/", "/partners/", "/ladder/", NOT_HAPPY):
        assertContains(client.get(address), f'href="{HELP}"')


def test_every_link_of_these_pages_opens(client, starter_content):
    for address in (HELP, NOT_HAPPY, QUESTIONS):
        links = {link["href"] for link in main_of(client, address).select("a[href^='/']")}
        assert links
        for link in links:
            assert client.get(link).status_code == 200, (address, link)
