"""What stands where a detail was reads as a sentence, and nothing is made up."""

import pytest

from coproduction_site.finder.dates_in_words import date_in_words
from coproduction_site.finder.details import found_in
from coproduction_site.finder.taking_out import TakenOut
from coproduction_site.finder.understanding import is_understood
from tests.support import labelled


def without_all(text) -> str:
    while found := found_in(text):
        detail = found[0]
        text = TakenOut(text[detail.start : detail.end], detail.kind.name.lower(), [text]).of(text)
    return text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (
            "My son Jordan goes to Low Hill School. Jordan sang.",
            "My son goes to our school. My son sang.",
        ),
        ("Our daughter, Aisha, chose.", "Our daughter chose."),
        ("My daughter (Priya) wants to be a vet.", "My daughter wants to be a vet."),
        ("There was a girl called Mia who helped.", "There was a girl who helped."),
        ("His name is Ibrahim and he is six.", "His name is private and he is six."),
        ("My name is Sarah and I am a carer.", "I am a carer."),
        ("I'm Dawn, a foster mum of three.", "I'm a foster mum of three."),
        ("Callum, my eldest, was not asked.", "My eldest was not asked."),
        ("My twins Ella and Noah are here.", "My twins are here."),
        ("Mr and Mrs Green fostered her.", "Somebody fostered her."),
        ("We asked Dr Okafor.", "We asked a doctor."),
        ("Our social worker, Mrs Khan, said so.", "Our social worker said so."),
        ("Zainab's mum told me.", "Somebody's mum told me."),
        ("Jordan is my son.", "This is my son."),
        ("Ring me on 07700 900123.", "Ring me by phone."),
        ("We live at WV1 1AA.", "We live in our area."),
        ("We met on Saturday 3 May 2022.", "We met on a Saturday."),
        ("We met on 3 May 2022.", "We met in May 2022."),
        ("Since 03/05/2021 we wait.", "Since May 2021 we wait."),
        ("Born on 3 May 2012.", "Born in 2012."),
        ("He was at the Low Hill Nursery.", "He was at the nursery."),
        ("We live at 14 Maple Close.", "We live in a street nearby."),
        ("I am @mia_draws.", "I am on social media."),
    ],
)
def test_a_sentence_without_its_details_is_a_sentence(text, after):
    assert without_all(text) == after


@pytest.mark.parametrize("part", labelled.PARTS)
def test_no_sentence_reads_like_a_censored_file(part):
    for text, _ in labelled.sentences(part):
        after = without_all(text)

        assert "[" not in after, text
        assert "  " not in after, text
        assert " the our " not in f" {after}", text
        assert " the a " not in f" {after}", text


@pytest.mark.parametrize("part", labelled.PARTS)
def test_english_is_understood_and_so_are_names_of_other_scripts_in_it(part):
    assert [text for text, _ in labelled.sentences(part) if not is_understood(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "ਮੇਰਾ ਪੁੱਤਰ ਸਕੂਲ ਜਾਂਦਾ ਹੈ।",
        "میرا بیٹا اسکول جاتا ہے۔",
        "我的儿子去学校",
        "ਸਾਡੀ ਕਹਾਣੀ",
        "Mój syn ma na imię Jakub i chodzi do szkoły podstawowej.",
        "Fiul meu se numește Andrei și merge la școală în oraș.",
        "We planned it together. Mera beta Jordan school janda hai te usnu bahut pasand hai.",
    ],
)
def test_a_text_with_other_words_is_known_to_be_unread(text):
    assert not is_understood(text)


def test_a_month_with_a_letter_of_another_alphabet_is_that_month():
    assert date_in_words("3 ſeptember 2012") == "a day in September 2012"
