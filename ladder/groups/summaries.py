"""What may be said of a side: nothing below five, from five the middle and whether people agree, from ten how many.

The same holds for each line, by those who answered it: "not sure" is no answer, and how many said it is never told.
"""

from collections.abc import Iterable
from statistics import median_high, median_low

from ladder.models import Side, Statement, StatementSet
from ladder.models.groups import FEWEST
from ladder.reflection.kept import NOT_SURE, SKIPPED

COUNTED_FROM = 10
ANSWERS = range(4)
CLOSE = 1  # So far apart two answers may be, and people still agree.
BANDS = {0: "fewer than 5", FEWEST: "5 to 9", COUNTED_FROM: "10 or more"}


def band_of(number: int) -> str:
    """All that a host hears of a number of sheets."""
    return BANDS[max(start for start in BANDS if start <= number)]


def summary_of(statements: StatementSet, sheets: Iterable[tuple[str, str]]) -> dict:
    """By side, then by code, from pairs of side and answers. A side that may not be shown is not in it."""
    by_side: dict[str, list[str]] = {side: [] for side in Side}  # Not in the order of the sheets.
    for side, answers in sheets:
        by_side[side].append(answers)
    return {
        str(side): {"band": band_of(len(given)), "lines": _lines(statements.asked_of(side), given)}
        for side, given in by_side.items()
        if len(given) >= FEWEST
    }


def _lines(asked, given) -> dict:
    columns = zip(asked, zip(*given, strict=True), strict=True)
    lines = {statement.code: _line(statement, column) for statement, column in columns}
    return {code: line for code, line in lines.items() if line}


def _line(statement: Statement, column) -> dict:
    values = [int(answer) for answer in column if answer not in (NOT_SURE, SKIPPED)]
    if len(values) < FEWEST:
        return {}
    line = {"middle": _middle(statement, values)}
    if len(values) >= COUNTED_FROM:
        return line | {"counts": [values.count(answer) for answer in ANSWERS]}
    return line | {"agree": max(values) - min(values) <= CLOSE}


def _middle(statement, values) -> int:
    """Of two middles the one that flatters less; a warning flatters where it is low."""
    return (median_high if statement.is_warning else median_low)(values)
