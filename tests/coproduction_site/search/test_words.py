"""What a text is found by: the beginnings of its words, in any script, and nothing that says more than a word to a database."""

import pytest

from coproduction_site.search.models import SearchEntry
from coproduction_site.search.words import LONGEST, MOST_WORDS, beginnings_of, looked_for, words_in

DESK, EVERYBODY = SearchEntry.Audience.DESK, SearchEntry.Audience.EVERYBODY
pytestmark = pytest.mark.django_db


def put(text, number=1, audience=DESK, kind="story"):
    SearchEntry.objects.put([SearchEntry.of(audience, kind, number, text)])


def found(query, audience=DESK, kind="story"):
    return SearchEntry.objects.newest(audience, kind, query)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Co-production: ten years!", ["co", "production", "ten", "years"]),
        ("Zoë’s CAFÉ", ["zoe", "s", "cafe"]),
        ("STRASSE straße", ["strasse"]),
        ("ﬁne ２０２６", ["fine", "2026"]),
        ("公園の話", list("公園の話")),
        ("Park🌳day", ["park", "🌳", "day"]),
        ("مدرسة مدرسه", ["مدرسة", "مدرسه"]),
        ("\x00\x01 \u200f…", []),
    ],
)
def test_a_word_is_what_a_reader_would_call_one(text, words):
    assert words_in(text) == words


@pytest.mark.parametrize(
    ("text", "queries"),
    [
        ("The park by the river", ["park", "PAR", "p", "river park", "the", "par riv"]),
        ("Zoë’s café", ["zoe", "café", "CAFE"]),
        ("ਪਾਰਕ ਵਿੱਚ ਇੱਕ ਦਿਨ", ["ਪਾਰਕ", "ਪਾ", "ਦਿਨ"]),
        ("পার্কে একদিন", ["পার্কে"]),
        ("公園の話", ["公園", "の話", "園"]),
        ("پارک میں ایک دن", ["پارک", "دن"]),
        ("A day 🌳🌳 out", ["🌳", "day 🌳"]),
        (f"A {'long' * 20} word", ["long" * 20, "long" * 9, "longlong"]),
    ],
)
def test_a_text_is_found_by_the_beginnings_of_its_words(text, queries):
    put(text)

    assert {query: found(query) for query in queries} == {query: [1] for query in queries}


@pytest.mark.parametrize("query", ["ark", "park school", "parking", "river-bank", "🌵"])
def test_what_does_not_stand_there_does_not_find_it(query):
    put("The park by the river 🌳")

    assert found(query) == []


HOSTILE = [
    *('"', '"park', 'a"b', "'", "park'", "''", "\\", "park\\", "\\' OR 1=1 --", "%", "_", "park%"),
    *("*", "park*", "^park", "-park", "(", "park)", "{park}:", "tokens:park", "NEAR(park river, 2)"),
    *(
        "park AND",
        "OR",
        "NOT",
        "AND AND",
        "park | river",
        "park & !river",
        "park:*",
        "<->",
        "park <-> river",
    ),
    *(
        "\x00",
        "park\x00river",
        "\x00" * 99,
        "§desk",
        "§desk§story",
        "§12:0",
        "\ud800",
        "\ufeff",
        "\u202e",
        "a" * 10_000,
    ),
    *("park " * 5_000, "the of and", "🌳" * 10_000, "…", "     ", "", "\n\t", "﷽" * 100, "ਪਾ" * 5_000),
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_asked_is_a_question_about_words(query):
    put("The park by the river", number=1)
    put("Secret", number=2, audience=EVERYBODY)

    assert found(query) in ([1], [])


def test_signs_between_words_change_nothing():
    put("The park by the river")

    assert [found(query) for query in ('"park" (river)', "park & river", "park\x00river", "-park*")] == [
        [1]
    ] * 4


def test_of_many_words_the_first_are_asked_for():
    text = " ".join(f"word{number}" for number in range(MOST_WORDS + 5))
    put(text.rpartition(" ")[0])

    assert len(looked_for(text)) == MOST_WORDS
    assert found(text) == [1]


def test_no_beginning_is_longer_than_the_longest_word():
    assert max(map(len, beginnings_of("a" * 120))) == LONGEST


def test_what_is_for_one_audience_is_not_found_by_the_other():
    put("The park", number=1)
    put("The park", number=2, audience=EVERYBODY)
    put("The park", number=3, kind="partner")

    assert found("park") == [1]
    assert found("park", audience=EVERYBODY) == [2]
    assert found("park", kind="partner") == [3]


def test_what_is_put_again_is_found_by_its_new_words_alone():
    put("The park")
    put("The river")

    assert SearchEntry.objects.count() == 1
    assert (found("park"), found("river")) == ([], [1])


def test_what_is_taken_out_is_found_by_nobody():
    put("The park", number=1)
    put("The park", number=1, audience=EVERYBODY)
    put("The park", number=2)

    SearchEntry.objects.take_out("story", [1])

    assert (found("park"), found("park", audience=EVERYBODY)) == ([2], [])
