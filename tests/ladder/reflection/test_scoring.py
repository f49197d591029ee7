"""Where somebody stands on the ladder: every case that was agreed, and what holds for all answers."""

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ladder.reflection import scoring
from ladder.reflection.scoring import Asked, Hold, Verdict, standing

CODES = ["E1", "I1", "I2", "C1", "C2", "G1", "G2", "D1", "D2", "P1", "P2", "P3"]
RUNGS = {"E": 2, "I": 3, "C": 4, "G": 5, "D": 6, "P": 7}
WARNING = Asked("W1", is_warning=True)
ADULTS = [WARNING, *(Asked(code, RUNGS[code[0]]) for code in CODES)]
YOUNG_CODES = ["I1", "I2", "C1", "C2", "G2", "D1", "P1", "P2"]
YOUNG = [WARNING, Asked("N1"), *(Asked(code, RUNGS[code[0]]) for code in YOUNG_CODES)]
INFORMING, CONSULTATION, ENGAGEMENT, CO_DESIGN, CO_PRODUCTION = range(3, 8)
NOT_SURE = None


def found(*values, warning=0, asked=ADULTS, codes=CODES):
    answers = dict(zip(codes, values, strict=True)) | {"W1": warning}
    return standing(asked, {code: value for code, value in answers.items() if value is not NOT_SURE})


def ends(*values, **details):
    result = found(*values, **details)
    return result.steady, result.reach


def test_steady_below_and_reaching_higher():
    result = found(3, 3, 3, 2, 2, 2, 1, 3, 3, 3, 3, 3)

    assert (result.steady, result.reach) == (CONSULTATION, CO_PRODUCTION)
    assert result.next_codes == ("G2",)
    assert result.verdict is Verdict.RUNG


def test_mostly_everywhere_is_co_production_with_nothing_left_to_name():
    result = found(*[2] * 12)

    assert (result.steady, result.reach, result.next_codes) == (CO_PRODUCTION, CO_PRODUCTION, ())


def test_not_yet_everywhere_is_just_starting_with_news_first():
    result = found(*[0] * 12)

    assert (result.verdict, result.steady, result.reach) == (Verdict.RUNG, None, None)
    assert result.next_codes == ("I1", "C2", "D2")


def test_not_sure_about_educating_takes_nothing_away():
    assert ends(NOT_SURE, *[3] * 11) == (CO_PRODUCTION, CO_PRODUCTION)


def test_educating_never_stops_the_climb_and_is_a_tip():
    result = found(0, *[3] * 11)

    assert (result.steady, result.tip) == (CO_PRODUCTION, "E1")
    assert found(*[2] * 12).tip == ""


def test_one_not_yet_breaks_a_rung_whatever_the_other_answer():
    result = found(3, 3, 0, 2, 2, 2, 2, 2, 2, NOT_SURE, NOT_SURE, NOT_SURE)

    assert (result.steady, result.reach) == (None, CO_DESIGN)
    assert result.next_codes[0] == "I2"
    assert result.unknown == [CO_PRODUCTION]


@pytest.mark.parametrize("warning", [2, 3])
def test_asked_too_late_is_a_warning_and_no_rung_at_all(warning):
    result = found(*[3] * 12, warning=warning)

    assert result.verdict is Verdict.WARNING
    assert (result.steady, result.reach) == (None, None)
    assert result.next_codes == ("W1",)


def test_asked_too_late_now_and_then_is_a_caution_beside_the_rung():
    result = found(*[2] * 12, warning=1)

    assert (result.steady, result.has_caution) == (CO_PRODUCTION, True)
    assert found(*[2] * 12).has_caution is False


def test_fewer_than_two_thirds_give_no_rung():
    eight = found(*[3] * 7, *[NOT_SURE] * 5)
    nine = found(*[3] * 8, *[NOT_SURE] * 4)

    assert (eight.verdict, eight.steady, eight.reach) == (Verdict.TOO_FEW, None, None)
    assert nine.verdict is Verdict.RUNG
    assert eight.next_codes


def test_seven_of_ten_are_enough_for_young_people_and_what_is_only_shown_is_one_of_them():
    six = dict.fromkeys(["W1", *YOUNG_CODES[:5]], 2) | {"W1": 0}

    assert standing(YOUNG, six).verdict is Verdict.TOO_FEW
    assert standing(YOUNG, six | {"N1": 0}).steady == ENGAGEMENT


def test_what_is_only_shown_moves_nothing():
    answers = dict.fromkeys(YOUNG_CODES, 2) | {"W1": 0}

    assert {standing(YOUNG, answers | {"N1": value}).steady for value in range(4)} == {CO_PRODUCTION}


def test_without_an_answer_about_the_warning_there_is_no_rung():
    result = found(*[3] * 12, warning=NOT_SURE)

    assert (result.verdict, result.steady) == (Verdict.TOO_FEW, None)


def test_a_rung_that_nobody_knows_about_is_skipped_and_said():
    result = found(2, 2, 2, 2, 2, NOT_SURE, NOT_SURE, 2, 2, 2, 2, 2)

    assert (result.steady, result.reach) == (CO_PRODUCTION, CO_PRODUCTION)
    assert result.unknown == [ENGAGEMENT]
    assert result.rungs[ENGAGEMENT] is Hold.UNKNOWN


def test_where_nothing_is_known_above_the_next_thing_is_to_find_out():
    assert found(2, 2, 2, 2, 2, 2, 2, 2, 2, *[NOT_SURE] * 3).next_codes == ("P1",)


def test_telling_back_and_a_fair_chance_come_into_the_next_steps():
    assert found(3, 3, 3, 3, 1, 3, 3, 3, 3, 3, 3, 1).next_codes == ("C2", "P3")
    assert found(3, 3, 3, 2, 2, 3, 3, 2, 1, 2, 2, 0).next_codes == ("D2", "P3")


def test_nothing_known_but_the_warning_still_gives_something_to_do():
    assert standing(ADULTS, {"W1": 0}).next_codes == ("I1",)


def test_an_answer_to_something_that_was_not_asked_counts_for_nothing():
    assert found(*[2] * 12) == standing(ADULTS, dict.fromkeys([*CODES, "Z9"], 2) | {"W1": 0})


LISTS = {"adults": (ADULTS, CODES), "young people": (YOUNG, [*YOUNG_CODES, "N1"])}


@pytest.mark.parametrize("who", LISTS)
@given(data=st.data())
def test_raising_any_answer_but_the_warning_lowers_neither_end(who, data):
    asked, codes = LISTS[who]
    values = data.draw(
        st.fixed_dictionaries({code: st.sampled_from([None, 0, 1, 2, 3]) for code in codes})
    )
    warning = data.draw(st.sampled_from([None, 0, 1, 2, 3]))
    code = data.draw(st.sampled_from(codes))
    raised = data.draw(st.integers(min_value=3 if values[code] is None else values[code], max_value=3))

    before, after = (
        standing(asked, {name: value for name, value in answers.items() if value is not None})
        for answers in (values | {"W1": warning}, values | {"W1": warning, code: raised})
    )

    assert (after.steady or 0) >= (before.steady or 0)
    assert (after.reach or 0) >= (before.reach or 0)
    assert (after.reach or 0) >= (after.steady or 0)
    assert len(after.next_codes) == len(set(after.next_codes)) <= 3


def test_the_rules_stand_alone():
    """One pure module: whoever doubts a result can read it without knowing Django."""
    tree = ast.parse(Path(scoring.__file__).read_text())
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    assert imported == {"collections.abc", "dataclasses", "enum"}
