"""Hard words have a list with letters, a search, an address each, and a link from where a page first uses them."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from pytest_django.asserts import assertContains, assertNotContains

from pages.models import GlossaryTerm, ToolkitStep
from tests.support.factories import make_charter, make_ladder, make_page, make_published_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def word_list():
    return make_page(slug="glossary", title="What do the words mean?", shows="glossary")


@pytest.fixture
def forum(word_list):
    return make_term("PCF", "pcf", also="parent carer forum, parent carer forums")


def make_term(term, slug, **facts):
    return GlossaryTerm.objects.create(term=term, slug=slug, **{"meaning": f"What {term} is.", **facts})


def test_the_list_has_letters_to_go_to_and_each_word_its_address(client, forum, word_list):
    make_term("Advocate", "advocate")

    html = client.get("/glossary/").content.decode()

    assert re.findall('href="#(letter-.)"', html) == ["letter-A", "letter-P"]
    assert all(f'id="letter-{letter}"' in html for letter in "AP")
    assert 'href="/glossary/pcf/"' in html
    assert 'id="pcf"' in html


def test_a_word_can_be_looked_for_in_the_list_alone(client, forum):
    html = client.get("/glossary/").content.decode()
    form = re.search('<form class="field[^>]*>.*?</form>', html, re.DOTALL)[0]

    assert 'action="/search/"' in form
    assert 'name="kind" value="word"' in form
    assertContains(client.get("/search/?kind=word&q=parent+carer+forum"), "/glossary/pcf/")


def test_a_word_has_a_page_of_its_own(client, forum):
    answer = client.get(forum.get_absolute_url())

    assertContains(answer, "<h1>PCF</h1>", html=True)
    assertContains(answer, forum.meaning)
    assertContains(answer, "Also written: parent carer forum, parent carer forums.")
    assertContains(answer, 'href="/glossary/#pcf"')


def test_no_word_has_a_page_while_the_list_is_not_public(client, forum, word_list):
    page = make_page(slug="about", body="<p>Ask the PCF.</p>")
    word_list.retire()

    assert client.get(forum.get_absolute_url()).status_code == 404
    assertNotContains(client.get(page.get_absolute_url()), "/glossary/")
    assert client.get("/glossary/nonsense/").status_code == 404


def test_a_changed_address_of_a_word_leads_on(client, forum):
    forum.slug = "forum"
    forum.save()

    assert client.get("/glossary/pcf/").headers["Location"] == "/glossary/forum/"


def test_a_page_links_the_first_use_and_ends_with_the_meanings(client, forum):
    page = make_page(slug="about", body="<h2>The PCF</h2><p>Ask the PCF. The PCF will help.</p>")

    html = client.get(page.get_absolute_url()).content.decode()

    assert html.count("/glossary/pcf/") == 1
    assert '<p>Ask the <a href="/glossary/pcf/">PCF</a>. The PCF will help.</p>' in html
    assert "Words on this page" in html
    assert forum.meaning in html
    assert "title=" not in html.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("slug", ["home", "get-involved"])
def test_home_and_the_board_of_chances_explain_their_words_too(client, forum, slug):
    page = make_page(slug=slug, body="<p>Ask the PCF.</p>")

    html = client.get(page.get_absolute_url()).content.decode()

    assert '<p>Ask the <a href="/glossary/pcf/">PCF</a>.</p>' in html
    assert forum.meaning in html


def test_what_the_charter_says_about_itself_explains_its_words(client, forum):
    make_charter(preamble="<p>We asked the PCF.</p>")

    assertContains(client.get("/charter/"), '<p>We asked the <a href="/glossary/pcf/">PCF</a>.</p>')


def test_a_changed_meaning_shows_on_the_pages_that_use_it(client, forum):
    page = make_page(slug="about", body="<p>Ask the PCF.</p>")
    client.get(page.get_absolute_url())
    forum.meaning = "A group of parents."
    forum.save()

    assertContains(client.get(page.get_absolute_url()), "A group of parents.")


@pytest.mark.parametrize("lang", ["pa", "ur"])
def test_a_page_in_another_language_has_no_links_to_english_words(client, forum, lang):
    page = make_page(slug="about", lang=lang, body="<p>PCF</p>")

    assertNotContains(client.get(page.get_absolute_url()), "/glossary/pcf/")


def test_the_words_of_a_story_stay_as_its_teller_wrote_them(client, forum):
    story = make_published_story(happened="We asked the PCF. " * 10)

    assertNotContains(client.get(story.get_absolute_url()), "/glossary/pcf/")


def test_a_rung_and_a_step_of_the_guide_explain_their_words(client, forum):
    rung = make_ladder()[2]
    rung.example = "We asked the PCF."
    rung.save()
    step = ToolkitStep.objects.create(
        slug="plan",
        title="Plan",
        summary="Plan it.",
        ticks="Ask the PCF.",
        warning="Never without the PCF.",
        warning_rung=rung,
        costs="An hour.",
        sheet_title="Sheet",
        questions="Who?",
    )

    for page in (rung, step):
        assertContains(client.get(page.get_absolute_url()), '<a href="/glossary/pcf/">PCF</a>')


def test_what_is_only_proposed_says_so_wherever_it_is_explained(client, word_list):
    term = make_term("ISP", "isp", is_proposed=True, next_review_on=datetime.date(2027, 3, 1))
    page = make_page(slug="about", body="<p>An ISP.</p>")

    for address in ("/glossary/", term.get_absolute_url(), page.get_absolute_url()):
        assertContains(client.get(address), "Proposed. It is not law yet.")
    assertContains(client.get(term.get_absolute_url()), "1 March 2027")


def test_what_is_only_proposed_needs_the_day_to_look_again(word_list):
    term = GlossaryTerm(term="ISP", slug="isp", meaning="A plan.", is_proposed=True)

    with pytest.raises(ValidationError, match="needs the day"):
        term.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        term.save()


def test_a_word_whose_day_has_come_is_read_again(word_list):
    day = datetime.date(2027, 3, 1)
    term = make_term("ISP", "isp", is_proposed=True, next_review_on=day)

    assert list(GlossaryTerm.to_review(day)) == [term]
    assert list(GlossaryTerm.to_review(day - datetime.timedelta(days=1))) == []


def test_hostile_words_are_shown_as_they_were_typed(client, word_list):
    make_term("<b>&amp;", "hostile", also='x"><script>, (a+)+$, [', meaning="<script>1</script>")
    page = make_page(slug="about", body="<p>&lt;b&gt;&amp;amp; and (a+)+$ and [ here</p>")

    for address in ("/glossary/", "/glossary/hostile/", page.get_absolute_url()):
        assertNotContains(client.get(address), "<script>1")


def test_words_stand_under_their_letter_once_whatever_they_begin_with(client, word_list):
    for number, term in enumerate(
        ["zebra", "Éclair", "eager", "A", "the Act", "advocate", "3D", "(x)", "‘okay’"]
    ):
        make_term(term, f"w{number}")

    html = client.get("/glossary/").content.decode()

    letters = re.findall('<h2 id="letter-([^"]+)">', html)
    assert letters == ["A", "E", "O", "X", "Z", "0–9"]
    assert re.findall('href="#letter-([^"]+)"', html) == letters
    terms = re.findall(r'<a href="/glossary/w\d/">([^<]+)</a>', html.partition("<dl")[2])
    assert terms[:6] == ["A", "the Act", "advocate", "eager", "Éclair", "‘okay’"]


def test_a_word_list_without_words_says_so(client, word_list):
    html = client.get("/glossary/").content.decode()

    assert "No words are listed yet." in html
    assert 'aria-label="Letters"' not in html
    assert 'aria-label="Word list"' not in html


def test_very_many_words_and_the_longest_are_listed_in_few_queries(
    client, word_list, django_assert_max_num_queries
):
    GlossaryTerm.objects.bulk_create(
        GlossaryTerm(term=f"{'W' * 50} {number}", slug=f"w{number}", meaning="M" * 400, also="a" * 200)
        for number in range(1_000)
    )

    with django_assert_max_num_queries(12):
        page = client.get("/glossary/")

    assertContains(page, 'class="links" id="w', 1_000)


def test_search_follows_what_is_published_of_a_word(client, forum):
    forum.meaning = "Parents who meet on Fridays."
    forum.also = "quuxers"
    forum.save()

    assertContains(client.get("/search/?kind=word&q=quuxers"), "/glossary/pcf/")
    assertContains(client.get("/glossary/pcf/"), "Parents who meet on Fridays.")
