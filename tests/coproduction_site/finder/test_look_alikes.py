"""A detail is found however its spaces, dashes and digits are made; what is marked is the text as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coproduction_site.finder.details import found_in
from coproduction_site.finder.taking_out import without
from coproduction_site.folding import folded
from tests.support import labelled

INNER = "Please ring me on 07700 900123. We live at WV1 1AA. Mrs Patel met us on 14 March 2015. NHS number 943 476 5919."


@pytest.mark.parametrize("variant", labelled.VARIANTS)
def test_look_alikes_are_found_as_well_as_plain_signs(variant):
    plain = {name: counter.total() for name, counter in labelled.counts("held_out").items()}

    assert {
        name: counter.total() for name, counter in labelled.counts("held_out", variant).items()
    } == plain


@pytest.mark.parametrize("script", labelled.SCRIPTS)
def test_names_in_the_scripts_of_the_city_are_found_beside_titles_and_family_words(script):
    of = {name: counter.total() for name, counter in labelled.counts_with_names_in(script).items()}

    assert labelled.precision(of["right"], of["wrong"]) >= 0.93
    assert labelled.recall(of["right"], of["missed"]) >= labelled.LEAST_RECALL_IN_SCRIPTS


@pytest.mark.parametrize("space", labelled.SPACES)
def test_every_space_gives_the_same_marks(space):
    plain = [(each.start, each.end, each.kind) for each in found_in(INNER)]

    assert len(plain) == 5
    assert [(each.start, each.end, each.kind) for each in found_in(INNER.replace(" ", space))] == plain


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Mrs\u200b Pa\u00adtel came.", "Pa\u00adtel"),
        ("Ring ０７７００　９００１２３ now", "０７７００　９００１２３"),
        ("Ring ٠٧٧٠٠ ٩٠٠١٢٣ now", "٠٧٧٠٠ ٩٠٠١٢٣"),
        ("Ring ०७७०० ९००१२३ now", "०७७०० ९००१२३"),
        ("Ring 07700—900123 now", "07700—900123"),
        ("Mrs  Zoe\u0308 came.", "Zoe\u0308"),
        ("Mail a．b＠example.org", "a．b＠example.org"),
    ],
)
def test_what_is_marked_is_what_was_typed(text, marked):
    assert [text[each.start : each.end] for each in found_in(text)] == [marked]


@pytest.mark.parametrize(
    ("text", "words", "after"),
    [
        ("Anna\u00a0Maria", "Anna Maria", "Somebody"),
        ("Smith\u2011Taylor", "Smith-Taylor", "Somebody"),
        ("Ring 07700\u2009900123.", "07700 900123", "Ring somebody."),
        ("Pa\u00adtel", "patel", "Somebody"),
        ("Zoe\u0308", "Zoë", "Somebody"),
    ],
)
def test_look_alikes_are_taken_out_everywhere(text, words, after):
    assert without(text, words, "name") == (after, 1)


@given(st.text())
def test_every_place_leads_back_to_where_it_was_typed(typed):
    plain = folded(typed)
    end = 0

    for at in range(len(plain.text)):
        start, after = plain.span(at, at + 1)
        assert end <= start < after <= len(typed)
        end = after


@given(st.text())
def test_folding_what_is_folded_changes_nothing(typed):
    once = folded(typed).text

    assert folded(once).text == once
