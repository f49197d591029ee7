"""What is suggested as a personal detail, what is not, and how often that is right."""

import re
from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coproduction_site.finder.details import Kind, found_in
from coproduction_site.finder.rewording import change_for
from tests.support import labelled


def found(text, *known_good) -> list[tuple[str, str]]:
    return [(text[each.start : each.end], each.kind.name.lower()) for each in found_in(text, known_good)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mrs Patel rang.", "Patel"),
        ("Thank you, Mr. Jones!", "Jones"),
        ("We like Dr O'Neil.", "O'Neil"),
        ("We like Dr O’Neil.", "O’Neil"),
        ("Ms Łukasz wrote.", "Łukasz"),
        ("Dr ਗੁਰਪ੍ਰੀਤ spoke.", "ਗੁਰਪ੍ਰੀਤ"),
        ("Mrs محمد came.", "محمد"),
        ("Professor van der Berg moved it.", "van der Berg"),
        ("Miss Anne-Marie Cole.", "Anne-Marie Cole"),
        ("mrs khan helped", "khan"),
    ],
)
def test_a_name_after_a_title_is_found(text, name):
    assert found(text) == [(name, "name")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("My son Xander waited.", "Xander"),
        ("Our daughter, Ifeoluwa, chose.", "Ifeoluwa"),
        ("There was a girl called Wren.", "Wren"),
        ("His name is Odhran.", "Odhran"),
        ("I'm Saoirse and I care.", "Saoirse"),
        ("Xander, my eldest, came.", "Xander"),
        ("Xander's mum told me.", "Xander"),
        ("Wren, aged 9, made it.", "Wren"),
        ("my son jordan came", "jordan"),
        ("My daughter ਸਿਮਰਨ", "ਸਿਮਰਨ"),
        ("His social worker is Xandra.", "Xandra"),
        ("Xandra rang us back.", "Xandra"),
        ("Thank you Xandra!", "Xandra"),
    ],
)
def test_a_name_beside_a_family_word_is_found(text, name):
    assert found(text) == [(name, "name")]


def test_a_name_that_is_known_is_found_wherever_it_stands():
    text = "Xander was late. My son Xander hates the bus. It was Xander's bus."

    assert [words for words, _ in found(text)] == ["Xander"] * 3


def test_what_another_sentence_is_about_makes_no_name_of_a_group():
    assert found("We met my son. The group is called Chatterbox.") == []
    assert found("My son goes to a group. It is called Chatterbox.") == []
    assert ("Jojo", "name") in found("Jordan is called Jojo.")


@pytest.mark.parametrize(
    "text",
    [
        "A girl\ncalled Zebedia came.",
        "The girl in my\nclass is called Zebedia.",
        "I have a boy. Called Zebedia.",
        "Mr. Jones is called Zebedia.",
    ],
)
def test_a_sentence_that_goes_on_in_the_next_line_is_one(text):
    assert ("Zebedia", "name") in found(text)


def test_a_plain_word_is_a_name_only_where_it_is_used_as_one():
    assert found("My son Will came.") == [("Will", "name")]
    assert found("Will they come in May? My son will.") == []


@pytest.mark.parametrize(
    ("text", "detail", "kind"),
    [
        ("Ring 07700 900123.", "07700 900123", "telephone"),
        ("Ring +44 7700 900 123.", "+44 7700 900 123", "telephone"),
        ("Ring (0121) 496 0123.", "(0121) 496 0123", "telephone"),
        ("Mail a.b+c@example.org.", "a.b+c@example.org", "email"),
        ("At WV10 0ZZ.", "WV10 0ZZ", "postcode"),
        ("at wv100zz now", "wv100zz", "postcode"),
        ("At 14 Maple Close.", "14 Maple Close", "address"),
        ("In Flat 2, 9 Old Mill Lane.", "Flat 2, 9 Old Mill Lane", "address"),
        ("On Bilberry Road.", "Bilberry Road", "address"),
        ("Born on 3 May 2012.", "3 May 2012", "birth"),
        ("DOB 03/05/2012", "03/05/2012", "birth"),
        ("On Tuesday 3rd of May 2022.", "Tuesday 3rd of May 2022", "date"),
        ("On 2022-05-03.", "2022-05-03", "date"),
        ("At Low Hill Primary School.", "Low Hill Primary School", "school"),
        ("At St Anthony's.", "St Anthony's", "school"),
        ("At West Park Primary.", "West Park Primary", "school"),
        ("NHS 943 476 5919.", "943 476 5919", "nhs"),
        ("I am @mia_draws.", "@mia_draws", "social"),
        ("See instagram.com/mia.draws.", "instagram.com/mia.draws", "social"),
    ],
)
def test_each_kind_of_detail_is_found_whole(text, detail, kind):
    assert found(text) == [(detail, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "Mum, Nan and Dad came in May.",
        "Ring 999, 111 or 101.",
        "NHS 943 476 5918 has a wrong last digit.",
        "We paid £12,500 for 32 pages.",
        "A 20 minute walk, a 10 minutes drive.",
        "Her primary school. The High School. A New School.",
        "My son's EHCP. My daughter SEND plan.",
        "Room b1 2nd floor.",
        "From March 2021 to June 2022.",
    ],
)
def test_plain_words_and_numbers_are_left_alone(text):
    assert found(text) == []


def test_what_everybody_may_read_is_not_marked():
    text = "Sarah Hill Trust, on 01902 550997, said so in My son Bilston."

    assert found(text, "Sarah Hill Trust", "(01902) 550-997", "bilston", "") == []
    assert len(found(text)) == 3


def test_every_detail_says_why_in_a_sentence():
    for text, _ in labelled.sentences("tuned"):
        for detail in found_in(text):
            assert re.fullmatch(r"[A-Z].{15,}\.", detail.reason)


def test_the_labelled_sentences_are_many_and_half_of_them_clean():
    parts = [labelled.sentences(part) for part in labelled.PARTS]
    lines = [line for part in parts for line in part]

    assert len(lines) >= 240
    assert len(parts[1]) >= len(lines) / 3
    assert 0.4 <= sum(not marked for _, marked in lines) / len(lines) <= 0.6
    assert {kind for _, marked in lines for *_, kind in marked} == set(Kind)


@pytest.mark.parametrize(
    ("part", "least_precision", "least_recall"), [("tuned", 0.98, 0.98), ("held_out", 0.93, 0.86)]
)
def test_the_finder_is_as_good_as_it_was_measured(part, least_precision, least_recall):
    of = {name: counter.total() for name, counter in labelled.counts(part).items()}

    assert labelled.precision(of["right"], of["wrong"]) >= least_precision
    assert labelled.recall(of["right"], of["missed"]) >= least_recall


PIECES = st.sampled_from(
    [text for part in labelled.PARTS for text, _ in labelled.sentences(part)]
    + ["Mr ", "my son ", " Jordan", "@", "0", "07700 900", ".", ", ", "\n", "St ", "School", "'s", "ਗੁ"]
)
STORIES = st.one_of(st.text(), st.lists(PIECES, max_size=8).map(" ".join))
CLEAN = st.sampled_from(["We sat at one table.", "Nobody asked us.", "It was a long day."])


@given(STORIES)
def test_nothing_that_is_written_upsets_it(text):
    end = 0
    for detail in found_in(text, ["Wolverhampton"]):
        assert end <= detail.start < detail.end <= len(text)
        end = detail.end


@given(CLEAN, STORIES, CLEAN)
def test_clean_words_around_a_story_hide_nothing_in_it(before, text, after):
    start = len(before) + 2

    alone = {(each.start + start, each.end + start, each.kind) for each in found_in(text)}
    within = {(each.start, each.end, each.kind) for each in found_in(f"{before}\n\n{text}\n\n{after}")}

    assert alone <= within


def taken_out(text: str) -> str:
    parts, end = [], 0
    for detail in found_in(text):
        change = change_for(text, detail.start, detail.end, detail.kind.name.lower(), {})
        parts += [text[end : max(change.start, end)], change.instead]
        end = change.end
    return "".join(parts) + text[end:]


@given(st.lists(PIECES, max_size=8).map("\n".join))
@example("Pictures of Teddy bears.\nThe group is called Chatterbox and anyone can come.")
@example("Teddy went, and the group is called Chatterbox.")
@example("Jordan is called Jojo.")
@example("Bronagh rang. Later Bronagh is called Chatterbox.")
@example("Mr Kapoor, named Chatterbox, rang.")
def test_what_is_written_in_place_of_a_detail_is_none(text):
    once = taken_out(text)

    assert taken_out(once) == once


LONG = 100_000
HOSTILE = [
    *("a", "A", "0", "0 ", "@", "a@", "a.", "a'", "x-", "1/1/", "(0", "+44", "A1", " ", "\n", "ਗੁ"),
    *("Mr ", "de ", "Aa ", "1 Aa ", "1 a ", "sons Aa, ", "my son Jordan, ", "Liam is my "),
    *(
        "School ",
        "Aa Bb Cc Dd school ",
        "called ",
        "May ",
        "Mon ",
        "born ",
        "snap is ",
        "https://x.com/",
    ),
]


def seconds(text) -> float:
    start = perf_counter()
    found_in(text, ["Wolverhampton", "Changing Our Lives"])
    return perf_counter() - start


def is_slow(text, limit) -> bool:
    """Twice, because another program may have run meanwhile."""
    return seconds(text) > limit and seconds(text) > limit


def test_hostile_text_takes_no_longer_than_plain_text_of_its_length():
    plain = seconds(("We sat at one table and my son wrote the plan. " * LONG)[:LONG])

    slow = [each for each in HOSTILE if is_slow((each * LONG)[:LONG], 8 * plain)]

    assert slow == []
