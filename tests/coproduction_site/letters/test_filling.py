"""Names in curly brackets: filled in, never run, and missed with a sentence."""

import pytest

from coproduction_site.letters.filling import faults, filled

NEEDS = {"address": "the address of the page"}


def test_a_name_is_filled_in_wherever_it_stands():
    assert filled("{a}, {b}: {a}.", {"a": "One", "b": "2"}) == "One, 2: One."


def test_what_is_filled_in_is_not_searched_again():
    assert filled("{a} {b}", {"a": "{b}", "b": "{a}"}) == "{b} {a}"


@pytest.mark.parametrize(
    "text",
    [
        *("{a.__class__}", "{0}", "{a!r}", "{a:>999999999}", "{a[0]}", "{A}", "{ a }", "{}"),
        *("{{ settings.SECRET_KEY }}", "{% load static %}", "%(a)s", "$a"),
    ],
)
def test_nothing_but_a_plain_name_has_a_meaning(text):
    assert filled(text, {"a": "one"}) == text


@pytest.mark.parametrize("text", ["{{a}}", "{a", "a}", "{", "}"])
def test_half_a_bracket_is_told(text):
    assert any("has no partner" in sentence for sentence in faults(text, {}, ["a"]))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "Read it.",
            "“{address}” is missing. Put it back: the site writes the address of the page there.",
        ),
        ("{adress}", "The site does not know “{adress}”. Did you mean “{address}”?"),
        ("{Address}", "The site does not know “{Address}”. Did you mean “{address}”?"),
        ("{ address }", "The site does not know “{ address }”. Did you mean “{address}”?"),
        ("{address} {xyz}", "The site does not know “{xyz}”. Take it out."),
        ("{address.host}", "The site does not know “{address.host}”. Did you mean “{address}”?"),
        ("{address", "A curly bracket has no partner. A name looks like this: {address}."),
    ],
)
def test_a_name_that_is_missing_unknown_or_misspelt_has_its_sentence(text, sentence):
    assert sentence in faults(text, NEEDS)


def test_what_may_stand_and_what_must_is_right_in_any_number():
    assert faults("{address} {partner} {address}", NEEDS, ["partner"]) == []
    assert faults("No brackets.", {}) == []
