"""Two results of one list side by side: where two people see the same work differently."""

from dataclasses import dataclass

from ladder.reflection.results import Line, Result

LOOK, TALK = 1, 2
SAYS = {0: "The same", LOOK: "Close"}
TALK_ABOUT_THIS = "Talk about this"


@dataclass(frozen=True)
class Pair:
    """The two answers to one statement. `gap` is None where one of them says nothing that can be compared."""

    first: Line
    second: Line

    @property
    def gap(self) -> int | None:
        if self.first.value is None or self.second.value is None:
            return None
        return abs(self.first.value - self.second.value)

    @property
    def says(self) -> str:
        return "" if self.gap is None else SAYS.get(self.gap, TALK_ABOUT_THIS)

    @property
    def is_to_talk_about(self) -> bool:
        return self.gap is not None and self.gap >= TALK


def pairs(first: Result, second: Result) -> list[Pair]:
    """What both were asked, the widest gap first."""
    others = {line.statement.code: line for line in second.lines}
    both = [
        Pair(line, others[line.statement.code]) for line in first.lines if line.statement.code in others
    ]
    return sorted(both, key=lambda pair: -1 if pair.gap is None else pair.gap, reverse=True)


def asked_of_one(first: Result, second: Result) -> list[Line]:
    codes = [{line.statement.code for line in result.lines} for result in (first, second)]
    return [
        line for result in (first, second) for line in result.lines
        if line.statement.code in codes[0] ^ codes[1]
    ]  # fmt: skip
