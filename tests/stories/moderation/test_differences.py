"""What was changed between the teller's words and the public copy."""

import re
import time
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from coproduction_site.text_differences import differences, lines_that_moved, word_by_word
from tests.support.house import MODULES, name_of

WORDS = st.lists(
    st.sampled_from(["Jo", "met", "the <b>", "café.", "\n\n", "بيت", "&", "Jo,"]), max_size=30
)


def both(shown) -> tuple[str, str]:
    """What stood there before and what stands there now, read back from the marks."""
    heard = re.sub(r"<span[^>]*>.*?</span>", "", shown)
    before, after = (
        re.sub(rf"<{gone}>.*?</{gone}>", "", heard, flags=re.DOTALL) for gone in ("ins", "del")
    )
    return tuple(unescape(re.sub(r"</?(?:ins|del)>", "", side)) for side in (before, after))


def test_the_same_words_have_no_difference():
    assert differences("One. Two.", "One. Two.") == ""


def test_what_went_and_what_came_is_marked_in_words_too():
    shown = differences("My son Jordan was there.", "My son [a name] was there.")

    assert shown.startswith("My son <del>Jordan<span")
    assert "(taken out)" in shown
    assert "<ins>[a name]<span" in shown
    assert shown.endswith(" was there.")


def test_what_a_teller_writes_stays_text():
    assert "<script>" not in differences("<script>x</script>", "<b>y</b>")


@given(WORDS, WORDS)
def test_both_sides_can_be_read_back_whole(before, after):
    before, after = " ".join(before), " ".join(after)

    assert before == after or both(differences(before, after)) == (before, after)


def test_a_space_alone_between_two_changes_belongs_to_both():
    assert word_by_word("one old story here", "one new tale here") == [
        ("same", "one "),
        ("out", "old story"),
        ("in", "new tale"),
        ("same", " here"),
    ]


def test_lines_that_stayed_are_left_out():
    pieces = lines_that_moved(["Stays.", "Goes.", "Goes too."], ["Stays.", "Comes."])

    assert pieces == [("out", "Goes."), ("out", "Goes too."), ("in", "Comes.")]


@given(WORDS, WORDS)
def test_pieces_make_both_texts_again(before, after):
    before, after = " ".join(before), " ".join(after)

    pieces = word_by_word(before, after)

    assert "".join(piece.text for piece in pieces if piece.kind != "in") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "out") == after


def test_two_of_the_longest_stories_are_compared_in_a_moment():
    before = "We sat at one table, and they listened. " * 250
    started = time.monotonic()

    differences(before, before.replace("table", "desk"))

    assert time.monotonic() - started < 5


def test_differences_are_found_in_one_module():
    assert [name_of(path) for path in MODULES if "difflib" in path.read_text()] == [
        "coproduction_site/text_differences.py"
    ]
