"""One word in all its endings is one word to the search."""

import pytest

from coproduction_site.search.snippets import snippet
from coproduction_site.search.spelling import distance
from coproduction_site.search.stems import stem

# From the examples of Porter's paper, and words of this field.
SAME = [
    "caress caresses", "pony ponies", "agree agreed", "plaster plastered", "hop hopping hopped", "hope hoping",
    "file filing", "happy happiness", "relate relational", "condition conditional", "formal formality",
    "oscillate oscillator", "connect connected connecting connection connections", "control controlling controlled",
    "family families", "plan plans planning planned", "organise organised organisation", "adopt adoption",
    "therapy therapies",
]  # fmt: skip
APART = [("plan", "plane"), ("sing", "s"), ("ehcp", "ehc"), ("team", "tea")]


@pytest.mark.parametrize("family", SAME)
def test_endings_do_not_matter(family):
    assert len(set(map(stem, family.split()))) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_stay_apart(one, other):
    assert stem(one) != stem(other)


@pytest.mark.parametrize("word", ["ਪੰਜਾਬੀ", "4kites", "at", "é", ""])
def test_what_is_no_english_word_stays_as_it_is(word):
    assert stem(word) == word


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("resipte", "respite", 1), ("therpy", "therapy", 1), ("panjabee", "panjabi", 2), ("a", "", 1), ("ab", "ba", 1)],
)  # fmt: skip
def test_letters_left_out_changed_or_swapped_are_counted(one, other, apart):
    assert distance(one, other) == distance(other, one) == apart


def test_a_snippet_loses_no_sign_of_a_short_text():
    text = "  Héllo — wörld, (again). "
    assert "".join(piece.text for piece in snippet(text, {"world"})) == text
    assert [piece.text for piece in snippet(text, {"world"}) if piece.is_marked] == ["wörld"]
    assert snippet("…", {"world"}) == []


@pytest.mark.parametrize("sign", ["'", "’", "-"])
def test_a_snippet_begins_and_ends_with_a_whole_word(sign):
    text = f"we don{sign}t see a b c d world {'x ' * 23}can{sign}t go"

    shown = "".join(piece.text for piece in snippet(text, {"world"}))

    assert shown.startswith(f"… don{sign}t see")
    assert shown.endswith(f"can{sign}t …")


def test_a_text_that_is_all_one_word_with_hyphens_has_a_short_snippet_with_what_was_found():
    shown = snippet("-".join(["a"] * 5_000 + ["world"] + ["b"] * 5_000), {"world"})

    assert [piece.text for piece in shown if piece.is_marked] == ["world"]
    assert sum(len(piece.text) for piece in shown) < 200
