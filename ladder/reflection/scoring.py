"""Where somebody stands, from their answers: plain rules that the page "How this works" explains.

Nobody has validated them. So nothing is added up into a total, and a result says "about here".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

NOT_YET, SOMETIMES, MOSTLY, ALWAYS = range(4)
FEWEST = 2, 3  # Two thirds of the statements, or there is no rung.
FIRST, LAST = 3, 7  # The climb goes from Informing to Co-production.
TELL_BACK = "C2"  # What every rung needs, whatever its number.
FAIR = ("D2", "P3")  # Who can take part, and what it costs them: the lower one counts.
MOST_STEPS = 3


@dataclass(frozen=True)
class Asked:
    """A statement as the rules know it. Without a rung it counts for none."""

    code: str
    rung: int | None = None
    is_warning: bool = False


class Verdict(StrEnum):
    WARNING = "warning"
    TOO_FEW = "too few"
    RUNG = "rung"


class Hold(StrEnum):
    HOLDS = "holds"
    NOT_YET = "not yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standing:
    """What the answers come to. `steady` and `reach` are numbers of rungs, and None where there is no such rung."""

    verdict: Verdict
    steady: int | None
    reach: int | None
    has_caution: bool
    rungs: Mapping[int, Hold]
    next_codes: tuple[str, ...]
    tip: str

    @property
    def unknown(self) -> list[int]:
        """Of these nobody can say anything. They were skipped."""
        return [rung for rung, hold in self.rungs.items() if hold is Hold.UNKNOWN]


def standing(asked: Sequence[Asked], answers: Mapping[str, int]) -> Standing:
    """`answers` holds 0 to 3 by the code of a statement. What is not sure, or was left out, is not in it."""
    known = {one.code: answers[one.code] for one in asked if one.code in answers}
    rungs = {rung: _holds(asked, known, rung) for rung in _climb(asked)}
    verdict = _verdict(asked, known)
    steady, reach = _steady(rungs), _reach(rungs)
    has_rung = verdict is Verdict.RUNG
    return Standing(
        verdict=verdict,
        steady=steady if has_rung else None,
        reach=reach if has_rung else None,
        has_caution=has_rung and known[_warning(asked)] == SOMETIMES,
        rungs=rungs,
        next_codes=_next_codes(asked, known, rungs, verdict),
        tip=_tip(asked, known),
    )


def _verdict(asked, known) -> Verdict:
    warned = known.get(_warning(asked))
    if warned is not None and warned >= MOSTLY:
        return Verdict.WARNING
    enough, of = FEWEST
    is_enough = len(known) * of >= len(asked) * enough
    return Verdict.RUNG if is_enough and warned is not None else Verdict.TOO_FEW


def _warning(asked) -> str:
    return next((one.code for one in asked if one.is_warning), "")


def _climb(asked) -> list[int]:
    """From the bottom up, the rungs that this list asks about. Educating stops nobody, so it is not among them."""
    return sorted({one.rung for one in asked if one.rung and FIRST <= one.rung <= LAST})


def _holds(asked, known, rung) -> Hold:
    values = [known[one.code] for one in asked if one.rung == rung and one.code in known]
    if not values:
        return Hold.UNKNOWN
    holds = sum(values) >= MOSTLY * len(values) and NOT_YET not in values
    return Hold.HOLDS if holds else Hold.NOT_YET


def _steady(rungs) -> int | None:
    steady = None
    for rung, hold in rungs.items():
        if hold is Hold.NOT_YET:
            break
        steady = rung if hold is Hold.HOLDS else steady
    return steady


def _reach(rungs) -> int | None:
    return max((rung for rung, hold in rungs.items() if hold is Hold.HOLDS), default=None)


def _next_codes(asked, known, rungs, verdict) -> tuple[str, ...]:
    """At most three, the most urgent first, none twice."""
    warning = [_warning(asked)] if verdict is Verdict.WARNING else []
    codes = [*warning, *_above(asked, known, rungs), *_tell_back(known), *_fair(known)]
    return tuple(dict.fromkeys(codes))[:MOST_STEPS]


def _above(asked, known, rungs) -> Iterable[str]:
    """The lowest answer on the first rung above steady; where nothing is known above, the first thing to find out."""
    higher = [rung for rung in rungs if rung > (_steady(rungs) or 0)]
    answered = [rung for rung in higher if rungs[rung] is not Hold.UNKNOWN]
    if not higher:
        return []
    codes = [one.code for one in asked if one.rung == (answered or higher)[0]]
    return [min(codes, key=lambda code: known.get(code, ALWAYS + 1))]


def _tell_back(known) -> Iterable[str]:
    return [TELL_BACK] if known.get(TELL_BACK, MOSTLY) < MOSTLY else []


def _fair(known) -> Iterable[str]:
    low = [code for code in FAIR if known.get(code, MOSTLY) < MOSTLY]
    return [min(low, key=lambda code: known[code])] if low else []


def _tip(asked, known) -> str:
    """Educating: where it is missing, it helps everything else."""
    below = [one.code for one in asked if one.rung and one.rung < FIRST]
    return next((code for code in below if known.get(code, MOSTLY) < MOSTLY), "")
