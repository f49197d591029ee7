"""Pages for those who must be careful, and for young people: short words, doors that open, and stories of their own."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from coproduction_site.models import UrgentNumber
from coproduction_site.reading_age import reading_age, sentences_of, words_of
from pages.models import Page
from stories.models import Story
from stories.publication import home
from tests.support import walk
from tests.support.factories import make_published_story
from tests.support.house import ROOT

pytestmark = pytest.mark.django_db
SAFE_USE, YOUNG = "/safe-use/", "/young-people/"
OF_YOUNG_PEOPLE = [YOUNG, "/what-is-this/", "/my-rights/"]


def sentences_on(page) -> list[str]:
    main = walk.soup_of(page).find(id="main")
    for part in main.select("svg, .story-card, .checked, .back-to-top, .urgent-number, .tag"):
        part.decompose()
    texts = [
        part.get_text(" ", strip=True) for part in main.select("h1, h2, h3, p, li:not(:has(p, h3))")
    ]
    return [sentence for text in texts for sentence in sentences_of(text)]


@pytest.mark.parametrize("address", [SAFE_USE, *OF_YOUNG_PEOPLE])
def test_who_is_seven_can_read_it(client, starter_content, address):
    sentences = sentences_on(client.get(address))

    assert len(sentences) > 10
    assert reading_age(sentences) <= 7, round(reading_age(sentences), 1)
    assert max(len(words_of(sentence)) for sentence in sentences) <= 20


def test_safe_use_says_what_stays_how_to_clear_it_and_who_to_ring(client, starter_content):
    page = client.get(SAFE_USE)

    for text in [
        "Leave this page",
        "Shift",
        "Android",
        "iPhone",
        "history",
        "Your private link",
        "library",
    ]:
        assertContains(page, text)
    for number in UrgentNumber.objects.shown():
        assertContains(page, number.number)


def test_safe_use_is_found_where_a_story_begins_and_on_every_page_with_a_menu(client, starter_content):
    start = walk.soup_of(client.get(reverse("stories:start")))

    assert start.select_one(f'main a[href="{SAFE_USE}"]')
    assert start.select_one(f'footer a[href="{SAFE_USE}"]')
    assert start.select_one(f'footer a[href="{YOUNG}"]')


def test_what_safe_use_tells_people_to_press_is_there(client, starter_content):
    """Words of buttons and pages that it names, where they stand."""
    named = {
        "stories/submission/go_on.html": ["There is a story here already", "Begin a new story"],
        "stories/submission/start.html": ["Start my story"],
        "stories/submission/go_on_or_later.html": ["Save and come back later"],
        "stories/submission/thanks.html": ["Hide this page on this device"],
    }
    page = " ".join(client.get(SAFE_USE).content.decode().split()).casefold()

    for template, texts in named.items():
        words = (ROOT / "templates" / template).read_text().casefold()
        for text in map(str.casefold, texts):
            assert text in words, text
            assert text.removeprefix("there is ") in page, text


def test_the_four_doors_of_young_people_open(client, starter_content):
    doors = walk.soup_of(client.get(YOUNG)).select(".doors h3 a")

    assert [door.get_text() for door in doors] == ["What is this?", "My rung", "Tell it", "My rights"]
    assert {client.get(door["href"]).status_code for door in doors} == {200}


def test_young_people_see_stories_that_young_people_told(client, starter_content):
    theirs = make_published_story(title="Our club", teller=Story.Teller.YOUNG_PERSON)
    make_published_story(title="What a mum saw", teller=Story.Teller.PARENT_CARER)

    page = client.get(YOUNG)

    assertContains(page, theirs.get_absolute_url())
    assertNotContains(page, "What a mum saw")


def test_a_story_that_is_taken_back_goes_from_the_page_of_young_people(client, starter_content):
    theirs = make_published_story(title="Our club", teller=Story.Teller.YOUNG_PERSON)
    assertContains(client.get(YOUNG), "Our club")

    theirs.withdraw()

    assertNotContains(client.get(YOUNG), "Our club")
    assertContains(client.get(YOUNG), "No young person has told a story here yet.")


def test_a_few_stories_are_found_among_the_newest(db, monkeypatch, django_assert_num_queries):
    tellers = ["young_person", "parent_carer", "parent_carer", *["young_person"] * 4]
    newest_first = [make_published_story(teller=teller).pk for teller in tellers][::-1]

    with django_assert_num_queries(1):
        found = home.by_young_people()
    monkeypatch.setattr(home, "LOOK", 6)
    monkeypatch.setattr(home, "A_FEW", 9)
    all_found = home.by_young_people()

    assert [story.pk for story in found] == newest_first[:3]
    assert [story.pk for story in all_found] == newest_first[:4]


def test_editors_change_these_words_as_those_of_any_page(starter_content):
    slugs = [address.strip("/") for address in (SAFE_USE, *OF_YOUNG_PEOPLE)]

    assert Page.objects.published().filter(slug__in=slugs).count() == len(slugs)
