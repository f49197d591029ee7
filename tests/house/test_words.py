"""The words that families read: a nine-year-old can, and no sentence runs on."""

import pytest
from bs4 import BeautifulSoup

from coproduction_site.reading_age import reading_age, sentences_of, syllables_of, words_of
from ladder.models import Method, Rung
from pages.models import Page

pytestmark = pytest.mark.same_on_any_database

OLDEST = 9
LONGEST = 20
FIXED_BY_LAW = {"accessibility"}  # The regulations of 2018 give parts of its wording.
WITHOUT_A_ROW = [  # The lines that staff answer have an age of their own, in tests/ladder/reflection.
    *("/ladder/where-are-you/", "/ladder/where-are-you/how-this-works/"),
    *("/ladder/where-are-you/family/", "/ladder/where-are-you/young-person/"),
    *("/ladder/where-are-you/compare/", "/ladder/methods/"),
    *("/ladder/where-are-you/group/", "/ladder/where-are-you/group/begin/"),
    "/ladder/where-are-you/group/an-hour/",
]


def blocks_of(html: str) -> list[str]:
    """Sentences end where a paragraph, a point or a cell ends, with or without a full stop."""
    soup = BeautifulSoup(html, "html.parser")
    found = [
        tag
        for tag in soup.select("main :is(p, li, h1, h2, h3, td, th, dt, dd)")
        if not tag.find(["p", "li"])
    ]
    return [" ".join(tag.get_text(" ").split()) for tag in found]


def addresses() -> list[str]:
    things = [
        *Page.objects.published().exclude(slug__in=FIXED_BY_LAW),
        *Rung.objects.all(),
        *Method.objects.all(),
    ]
    return [*(thing.get_absolute_url() for thing in things), *WITHOUT_A_ROW]


def sentences_on(client, address) -> list[str]:
    html = client.get(address).content.decode()
    return [sentence for block in blocks_of(html) for sentence in sentences_of(block)]


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("table", 2),
        ("together", 3),
        ("co", 1),
        ("made", 1),
        ("wanted", 2),
        ("planned", 1),
        ("NHS", 3),
        ("can't", 1),
    ],
)
def test_syllables_are_counted_as_they_are_heard(word, syllables):
    assert syllables_of(word) == syllables


def test_an_easy_text_reads_younger_than_a_hard_one():
    easy = sentences_of("We sat down. We had tea. Then we made a plan.")
    hard = sentences_of(
        "Stakeholder participation necessitates comprehensive organisational accountability."
    )

    assert reading_age(easy) < 7 < 18 < reading_age(hard)


def test_every_page_can_be_read_by_somebody_of_nine(client, db, starter_content):
    ages = {address: reading_age(sentences_on(client, address)) for address in addresses()}

    assert len(ages) > 15
    assert {address: round(age, 1) for address, age in ages.items() if age > OLDEST} == {}


def test_no_sentence_runs_on(client, db, starter_content):
    assert [
        (address, sentence)
        for address in addresses()
        for sentence in sentences_on(client, address)
        if len(words_of(sentence)) > LONGEST
    ] == []
