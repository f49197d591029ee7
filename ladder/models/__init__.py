"""The tables of the ladder, gathered where Django looks for them."""

from ladder.models.groups import GroupRound, GroupSeries, GroupSheet, UsedTicket
from ladder.models.rungs import HIGHEST, LOWEST, Method, Rung, names_of_rungs
from ladder.models.statements import MOST_SETS, Side, Statement, StatementSet

__all__ = [
    "HIGHEST",
    "LOWEST",
    "MOST_SETS",
    "GroupRound",
    "GroupSeries",
    "GroupSheet",
    "Method",
    "Rung",
    "Side",
    "Statement",
    "StatementSet",
    "UsedTicket",
    "names_of_rungs",
]
