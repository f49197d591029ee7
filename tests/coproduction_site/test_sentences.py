"""Our words in another language: put together where they are shown, and English wherever they are kept."""

import copy

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import translation

from coproduction_site.forms import Form
from coproduction_site.sentences import Sentence, translated, translated_or_english
from tests.support.polish import speaking_polish

WORDS = {
    "Under %(age)s": "Poniżej %(age)s",
    "%(name)s, %(role)s": "%(role)s: %(name)s",
    "a parent": "rodzic",
    "No": "Nie",
    "This is %(show_value)d characters long. There is room for %(limit_value)d. Please make it shorter.": (
        "%(limit_value)d z %(show_value)d"
    ),
    "Tell us what happened.": "Co się stało?",
}


@pytest.fixture
def polish(tmp_path, settings):
    with speaking_polish(WORDS, tmp_path, settings):
        yield


def test_a_sentence_is_english_for_whatever_keeps_or_compares_it(polish):
    sentence = Sentence("Under %(age)s", age=13)

    assert sentence == "Under 13"
    assert {sentence: 1}["Under 13"] == 1
    assert copy.deepcopy(sentence) == "Under 13"
    assert f"{sentence}" == "Under 13"


def test_it_is_put_together_in_the_order_of_the_other_language(polish):
    teller = Sentence("%(name)s, %(role)s", name="Kim", role=Sentence("a parent"))

    assert translated(teller) == "rodzic: Kim"
    assert translated(copy.copy(teller)) == "rodzic: Kim"


def test_what_a_person_typed_is_translated_by_nobody(polish):
    assert (
        translated(Sentence("%(name)s, %(role)s", name="No", role="100% %(age)s")) == "100% %(age)s: No"
    )


@pytest.mark.parametrize("nothing", ["", None])
def test_nothing_is_nothing_in_each_language(polish, nothing):
    assert translated(nothing) == nothing


def test_what_nobody_has_translated_yet_is_as_it_was(polish):
    assert translated("Over the hills") == "Over the hills"
    assert translated(Sentence("Over %(what)s", what="100%")) == "Over 100%"


def test_in_english_everything_is_the_very_thing_that_it_was():
    words = Sentence("Under %(age)s", age=13)

    assert translated(words) is words


class Asking(Form):
    happened = forms.CharField(
        max_length=3, widget=forms.Textarea, error_messages={"required": "Tell us what happened."}
    )


@pytest.mark.parametrize(("typed", "said"), [("long", "3 z 4"), ("", "Co się stało?")])
def test_a_form_refuses_in_the_language_of_its_page(polish, typed, said):
    form = Asking({"happened": typed})

    assert list(form.errors["happened"]) == [said]
    assert said in str(form.errors)
    with translation.override("en-gb"):
        assert said not in list(form.errors["happened"])


def test_a_refusal_of_many_sentences_is_translated_one_by_one(polish):
    form = Asking({"happened": "x"})
    form.add_error(None, ValidationError([Sentence("Under %(age)s", age=9), "Tell us what happened."]))

    assert list(form.non_field_errors()) == ["Poniżej 9", "Co się stało?"]


def test_signs_of_a_page_in_typed_words_stay_signs(polish):
    shown = Template("{{ words|translated }}").render(Context({"words": Sentence("%(a)s", a="<b>")}))

    assert shown == "&lt;b&gt;"


def test_words_of_staff_that_nobody_translated_are_marked_as_english(polish):
    rung = Sentence("%(name)s: “%(words)s”", name=Sentence("No"), words=Sentence("a parent"))
    edited = Sentence("%(name)s: “%(words)s”", name=Sentence("No"), words=Sentence("<b>Ours"))

    assert translated_or_english("a parent") == "rodzic"
    assert translated_or_english(rung) == "Nie: “rodzic”"
    marked = '<span lang="en-GB" dir="ltr">'
    assert translated_or_english(edited) == f"{marked}No: “&lt;b&gt;Ours”</span>"
    assert translated_or_english("Night line") == f"{marked}Night line</span>"
    assert [translated_or_english(text) for text in ("999", "", None)] == ["999", "", None]


def test_in_english_words_of_staff_stand_as_they_are():
    shown = Template("{{ words|translated_or_english }}").render(Context({"words": "<b>Ours"}))

    assert shown == "&lt;b&gt;Ours"
