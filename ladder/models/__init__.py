"""The tables of the ladder, gathered where Django looks for them."""

from ladder.models.rungs import HIGHEST, LOWEST, Method, Rung, names_of_rungs
from ladder.models.statements import MOST_SETS, Side, Statement, StatementSet

__all__ = [
    "HIGHEST",
    "LOWEST",
    "MOST_SETS",
    "Method",
    "Rung",
    "Side",
    "Statement",
    "StatementSet",
    "names_of_rungs",
]
