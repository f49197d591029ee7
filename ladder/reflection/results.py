"""What a page shows of somebody's answers: where they stand, what decided it, and what to do next."""

from dataclasses import dataclass
from functools import cached_property

from ladder.models import Rung, Side, Statement, StatementSet, names_of_rungs
from ladder.reflection import kept, scoring
from ladder.reflection.kept import NOT_SURE, SKIPPED, Kept
from ladder.reflection.scoring import Hold, Standing, Verdict

WORDS = {"0": "not yet", "1": "sometimes", "2": "mostly", "3": "always"} | {
    NOT_SURE: "not sure",
    SKIPPED: "no answer",
}
HOLDS = {Hold.HOLDS: "Holds", Hold.NOT_YET: "Not yet", Hold.UNKNOWN: "We do not know"}
ASIDE = {Statement.Kind.WARNING: "First of all", Statement.Kind.SHOWN: "Good to know"}


class NotAnswered(ValueError):
    """These are no answers to this set."""


@dataclass(frozen=True)
class Line:
    """A statement as it was put to somebody, and what they answered."""

    statement: Statement
    wording: str
    answer: str

    @property
    def in_words(self) -> str:
        return WORDS[self.answer]

    @property
    def value(self) -> int | None:
        """None if it was left out, or they were not sure."""
        return int(self.answer) if self.answer not in (NOT_SURE, SKIPPED) else None


@dataclass(frozen=True)
class Part:
    """The lines of one rung, and whether it holds; or those that belong to none."""

    title: str
    hold: str
    lines: list[Line]


@dataclass(frozen=True)
class Step:
    """One thing to do next: a sentence, and who or what could help with it."""

    statement: Statement
    sentence: str
    helper: str
    helper_link: str


@dataclass(frozen=True)
class Result:
    statements: StatementSet
    side: Side
    lines: list[Line]
    standing: Standing

    @property
    def verdict(self) -> str:
        return self.standing.verdict.name.lower()

    @cached_property
    def rungs(self) -> list[Rung]:
        """All seven, from the top down."""
        return names_of_rungs()

    @property
    def steady(self) -> Rung | None:
        return self._rung(self.standing.steady)

    @property
    def reach(self) -> Rung | None:
        """Only where it is another rung than the one on which they stand."""
        return self._rung(self.standing.reach) if self.standing.reach != self.standing.steady else None

    @property
    def unknown(self) -> list[Rung]:
        """Named only where a rung is: otherwise everything is left open."""
        has_rung = self.standing.verdict is Verdict.RUNG
        return [self._rung(number) for number in self.standing.unknown] if has_rung else []

    @property
    def warning(self) -> Line | None:
        return next((line for line in self.lines if line.statement.is_warning), None)

    @property
    def steps(self) -> list[Step]:
        return [self._step(code) for code in self.standing.next_codes]

    @property
    def tip(self) -> str:
        return self._step(self.standing.tip).sentence if self.standing.tip else ""

    @property
    def code(self) -> str:
        answers = "".join(line.answer for line in self.lines)
        return kept.code_of(Kept(self.statements.number, self.side, answers))

    @property
    def parts(self) -> list[Part]:
        """What decided it, from the top rung down; what belongs to no rung stands before and after."""
        with_rung = [rung for rung in self.rungs if self._of(rung)]
        parts = [Part(rung.name, self._hold_of(rung), self._of(rung)) for rung in with_rung]
        return [*self._aside(Statement.Kind.WARNING), *parts, *self._aside(Statement.Kind.SHOWN)]

    def _of(self, rung) -> list[Line]:
        return [line for line in self.lines if line.statement.rung_id == rung.pk]

    def _aside(self, kind) -> list[Part]:
        lines = [line for line in self.lines if line.statement.kind == kind]
        return [Part(ASIDE[kind], "", lines)] if lines else []

    def _hold_of(self, rung) -> str:
        """Nothing where no rung is named. Educating stops nobody, so it neither holds nor fails."""
        is_named = self.standing.verdict is Verdict.RUNG
        return (
            HOLDS[self.standing.rungs[rung.number]]
            if is_named and rung.number in self.standing.rungs
            else ""
        )

    def _rung(self, number) -> Rung | None:
        return next((rung for rung in self.rungs if rung.number == number), None)

    def _step(self, code) -> Step:
        statement = next(line.statement for line in self.lines if line.statement.code == code)
        helper = (statement.helper, statement.helper_link)
        if self.side == Side.YOUNG:
            helper = (self.statements.young_helper, self.statements.young_helper_link)
        return Step(statement, statement.step(self.side) or statement.wording(self.side), *helper)


def result_of(statements: StatementSet, held: Kept) -> Result:
    """Raises NotAnswered if there are more answers than statements, or fewer."""
    asked = statements.asked_of(held.side)
    if len(asked) != len(held.answers):
        raise NotAnswered
    lines = [
        Line(statement, statement.wording(held.side), answer)
        for statement, answer in zip(asked, held.answers, strict=True)
    ]
    known = {line.statement.code: line.value for line in lines if line.value is not None}
    standing = scoring.standing([_as_asked(statement) for statement in asked], known)
    return Result(statements, Side(held.side), lines, standing)


def _as_asked(statement) -> scoring.Asked:
    rung = statement.rung.number if statement.rung_id else None
    return scoring.Asked(statement.code, rung, statement.is_warning)
