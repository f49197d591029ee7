"""What is read first, and what may be an advert: pure functions, whatever families write."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stories.models.risk import HIGHEST, MAY_BE_UNSAFE, risk_of
from stories.models.spam import MOST_LINKS, spam_reason

TEXTS = st.lists(st.text(max_size=200), max_size=6)
calmly = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
OTHER_LETTERS = st.text(st.characters(min_codepoint=0x600, max_codepoint=0x9FFF, categories=["L"]))


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("He HIT me with a shoe.", "hurting somebody"),
        ("She slapped my brother", "hurting somebody"),
        ("They don’t feel safe at home", "not being safe"),
        ("It is not a safe place", "not being safe"),
        ("I want to die", "suicide or self-harm"),
        ("she   cuts\nherself", "suicide or self-harm"),
        ("self–harm", None),
        ("Self-harm is hidden", "suicide or self-harm"),
        ("He touched me", "touching"),
        ("He said do not tell your mum", "a secret to be kept"),
        ("A boy had a knife", "weapons or gangs"),
        ("He ran away twice", "running away"),
        ("There was no food in the house", "neglect"),
        ("ＨＥ ＨＩＴ ＭＥ", "hurting somebody"),
        ("The film touched my heart", None),
        ("We feel safe here", None),
        ("We are all heard. It was a hit!", None),
        ("The best day: a bus, a ramp and cake", None),
        ("", None),
    ],
)
def test_words_that_hint_at_harm_are_read_first(words, reason):
    found = risk_of([words])

    assert (reason in found.reasons) if reason else (found.level < MAY_BE_UNSAFE)
    assert (found.level >= MAY_BE_UNSAFE) == bool(reason)


def test_a_young_child_alone_is_no_alarm_but_comes_sooner():
    assert risk_of(["A good day"], "under_13").level == 1
    assert risk_of(["She was hurt"], "13_15").level < risk_of(["She was hurt"], "under_13").level


@calmly
@given(TEXTS, st.sampled_from(["", "under_13", "adult", "nobody", "?"]))
def test_the_order_is_a_number_from_0_to_5_whatever_is_written(texts, age):
    found = risk_of(texts, age)

    assert 0 <= found.level <= HIGHEST
    assert bool(found.reasons) == (found.level > (age == "under_13"))
    assert found == risk_of(texts, age)


@calmly
@given(TEXTS, st.text(max_size=80))
def test_more_words_never_make_a_story_wait_longer(texts, more):
    assert risk_of([*texts, more]).level >= risk_of(texts).level


def test_a_very_long_story_is_looked_through_quickly():
    for long in ("a" * 60_000, "n't " * 15_000, "hit my " * 9_000, "not " * 15_000, "! " * 30_000):
        assert risk_of([long]).level <= HIGHEST
        assert len(spam_reason([long])) <= 200


@pytest.mark.parametrize(
    "words",
    [
        "Buy now and get free shipping",
        "Click here: https://example.org",
        "[url=http://example.org]look[/url]",
        "<a href='http://example.org'>look</a>",
        "http://a.example http://b.example",
        " ".join(f"https://{n}.example.org is a page" for n in range(MOST_LINKS + 1)),
        "You can win so much today.\n" * 4,
    ],
)
def test_what_sells_or_repeats_waits_beside_the_queue(words):
    assert spam_reason(["A title", words])


@pytest.mark.parametrize(
    "words",
    [
        "The council's page www.example.org did not help us, so we rang them and they came to see us.",
        "No! No! No! No! No! That is all they said.",
        "The chair was cheap. The pharmacy was kind. We won the prize.",
        "They told us to click here, but nothing happened on our telephone.",
        "مجھے یہ جگہ پسند ہے۔ ہم نے مل کر بنایا۔ سب نے سنا۔",
        "نحن نريد مدرسة أفضل لأطفالنا. شكرا لكم.",
        "Dziękujemy za pomoc. Mój syn lubi nową salę.",
        "ਸਾਨੂੰ ਇਹ ਥਾਂ ਪਸੰਦ ਹੈ। ਅਸੀਂ ਮਿਲ ਕੇ ਬਣਾਇਆ।",
        "我们一起设计了这个房间。我的儿子很高兴。",
        "",
    ],
)
def test_families_are_not_taken_for_adverts(words):
    assert spam_reason([words]) == ""


def test_the_same_words_sent_again_and_again_are_noticed():
    assert spam_reason(["Our day"], sent_before=2) == ""
    assert spam_reason(["Our day"], sent_before=3)


@calmly
@given(TEXTS)
def test_the_reason_is_a_short_sentence_or_nothing(texts):
    reason = spam_reason(texts)

    assert reason == "" or (reason.endswith(".") and len(reason) <= 200)


@calmly
@given(OTHER_LETTERS)
def test_other_alphabets_alone_never_count(words):
    assert spam_reason([words]) == ""
