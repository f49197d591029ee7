"""The words that families read: a nine-year-old can, and no sentence runs on."""

import pytest
from bs4 import BeautifulSoup

from ladder.models import Rung
from pages.models import Page
from tests.tools.reading_age import reading_age, sentences_of, syllables_of, words_of

pytestmark = pytest.mark.same_on_any_database

OLDEST = 9
LONGEST = 20
FIXED_BY_LAW = {"accessibility"}  # The regulations of 2018 give parts of its wording.


def blocks_of(html: str) -> list[str]:
    """Sentences end where a paragraph, a point or a cell ends, with or without a full stop."""
    soup = BeautifulSoup(html, "html.parser")
    found = [
        tag
        for tag in soup.select("main :is(p, li, h1, h2, h3, td, th, dt, dd)")
        if not tag.find(["p", "li"])
    ]
    return [" ".join(tag.get_text(" ").split()) for tag in found]


def sentences_on(client, thing) -> list[str]:
    html = client.get(thing.get_absolute_url()).content.decode()
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
    things = [*Page.objects.published().exclude(slug__in=FIXED_BY_LAW), *Rung.objects.all()]
    ages = {thing.get_absolute_url(): reading_age(sentences_on(client, thing)) for thing in things}

    assert len(ages) > 15
    assert {address: round(age, 1) for address, age in ages.items() if age > OLDEST} == {}


def test_no_sentence_runs_on(client, db, starter_content):
    things = [*Page.objects.published().exclude(slug__in=FIXED_BY_LAW), *Rung.objects.all()]

    assert [
        (thing.get_absolute_url(), sentence)
        for thing in things
        for sentence in sentences_on(client, thing)
        if len(words_of(sentence)) > LONGEST
    ] == []
