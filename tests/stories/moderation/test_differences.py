"""What was changed between the teller's words and the public copy."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from coproduction_site.text_differences import differences

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
