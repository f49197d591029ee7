"""What a closed round shows: side by side for each line, the widest gap first, and what moved since the round before."""

from dataclasses import dataclass
from functools import cached_property

from ladder.groups.pictures import Picture, picture_of
from ladder.models import GroupRound, Side, Statement, StatementSet
from ladder.reflection.forms import LABELS
from ladder.reflection.results import WORDS

LOOK, TALK = 1, 2
GAPS = {0: "Much the same", LOOK: "Look at this"}
TALK_FIRST = "Talk about this first"
ONE_SIDE = "One side alone"
AGREE, DIFFER = "People agree.", "People differ."


@dataclass(frozen=True)
class Seen:
    """What one side said of one line. `counts` from ten answers, `agree` below that."""

    side: Side
    middle: int
    agree: bool | None = None
    counts: tuple[int, ...] = ()

    @property
    def in_words(self) -> str:
        return WORDS[str(self.middle)]

    @property
    def spread(self) -> str:
        if self.agree is not None:
            return AGREE if self.agree else DIFFER
        given = zip(LABELS.values(), self.counts, strict=False)
        return ", ".join(f"{label.lower()}: {number}" for label, number in given) + "."


@dataclass(frozen=True)
class GroupLine:
    statement: Statement
    sides: list[Side]
    seen: dict[Side, Seen]

    @property
    def wording(self) -> str:
        """Of the first side that was asked it: families before young people, both before staff."""
        return next(filter(None, map(self.statement.wording, self.sides)))

    @property
    def cells(self) -> list[tuple[Side, Seen | None, bool]]:
        """For every side that is shown: what it said, and whether it was asked at all."""
        return [(side, self.seen.get(side), bool(self.statement.wording(side))) for side in self.sides]

    @property
    def gap(self) -> int | None:
        middles = [seen.middle for seen in self.seen.values()]
        return max(middles) - min(middles) if len(middles) > 1 else None

    @property
    def says(self) -> str:
        return ONE_SIDE if self.gap is None else GAPS.get(self.gap, TALK_FIRST)

    @property
    def is_to_talk_about(self) -> bool:
        return self.gap is not None and self.gap >= TALK

    @property
    def picture(self) -> Picture | None:
        marks = [(side, side.label, seen.middle) for side, seen in self.seen.items()]
        return picture_of(marks) if marks else None


@dataclass(frozen=True)
class Move:
    """One side whose middle is another one than in the round before."""

    wording: str
    side: Side
    before: int
    now: int

    @property
    def in_words(self) -> tuple[str, str]:
        return WORDS[str(self.before)], WORDS[str(self.now)]

    @property
    def picture(self) -> Picture:
        return picture_of([("before", "Last time", self.before), ("now", "Now", self.now)])


class GroupResult:
    """Of a round that is closed."""

    def __init__(self, group_round: GroupRound):
        self.round = group_round
        self._summary = group_round.summary

    @cached_property
    def statements(self) -> StatementSet:
        return StatementSet.objects.with_statements().get(pk=self.round.statements_id)

    @property
    def shown(self) -> list[tuple[Side, str]]:
        """Each side that may be shown, and about how many answered."""
        return [(side, self._summary[side]["band"]) for side in Side if side in self._summary]

    @property
    def hidden(self) -> list[Side]:
        return [side for side in self.round.series.asked if side not in self._summary]

    @cached_property
    def lines(self) -> list[GroupLine]:
        sides = [side for side, _ in self.shown]
        asked = [one for one in self.statements.statements.all() if any(map(one.wording, sides))]
        lines = [GroupLine(one, sides, self._seen(one, sides)) for one in asked]
        return sorted(lines, key=lambda line: -1 if line.gap is None else line.gap, reverse=True)

    @property
    def to_talk_about(self) -> list[GroupLine]:
        return [line for line in self.lines if line.is_to_talk_about]

    @cached_property
    def before(self) -> GroupRound | None:
        """The last round before it that asked the same lines."""
        return self.round.series.rounds.filter(
            number__lt=self.round.number, statements=self.round.statements_id
        ).first()

    @property
    def moves(self) -> list[Move]:
        """Only of sides that were shown both times."""
        earlier = self.before.summary
        return [
            Move(line.wording, side, was["middle"], seen.middle)
            for line in self.lines
            for side, seen in line.seen.items()
            if (was := earlier.get(side, {"lines": {}})["lines"].get(line.statement.code))
            and was["middle"] != seen.middle
        ]

    def _seen(self, statement, sides) -> dict[Side, Seen]:
        found = {side: self._summary[side]["lines"].get(statement.code) for side in sides}
        return {side: Seen(side, **line) for side, line in found.items() if line}
