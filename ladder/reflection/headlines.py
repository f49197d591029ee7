"""The sentences with which a result begins, the same on the screen and on paper."""

from dataclasses import dataclass

from django.utils.text import get_text_list

from ladder.models import Side
from ladder.reflection.results import Result

TAKE_CARE = "Now and then the question comes when it has all been decided. Then no rung fits."
KEEP_GOING = "Keep it going. Take turns to lead, and ask each other these lines again in half a year."
TOO_FEW = (
    "To name a rung we need an answer to two in every three lines, and to the first line.",
    "That is fine. “Not sure” is an answer too: it shows what to ask about. Here is what you could do.",
)
TOO_LATE = (
    "When it has all been decided, no rung of the ladder fits. Put this right first. The rest can wait."
)


@dataclass(frozen=True)
class Headline:
    title: str
    lead: str = ""
    more: str = ""
    caution: str = ""


def headline(result: Result) -> Headline:
    if result.verdict == "warning":
        return _asked_too_late(result)
    if result.verdict == "too_few":
        return Headline("Not enough to name a rung", *TOO_FEW)
    return Headline(*_where(result), _unknown(result), TAKE_CARE if result.standing.has_caution else "")


def _asked_too_late(result) -> Headline:
    who = "Families are" if result.side == Side.STAFF else "You are"
    sentence = f"You say that this is {result.warning.in_words} true: “{result.warning.wording}”"
    return Headline(f"{who} asked too late", sentence, TOO_LATE)


def _where(result) -> tuple[str, str]:
    in_places = f"In places you reach {result.reach.name}." if result.reach else ""
    if result.steady and result.reach:
        return f"You stand steadily on {result.steady.name}", in_places
    if result.steady:
        return f"You are about here: {result.steady.name}", ""
    if result.reach:
        return "You do not stand steadily yet", in_places
    return "Just starting", "No rung holds yet. Every climb starts here."


def _unknown(result) -> str:
    if not result.unknown:
        return ""
    names = get_text_list([rung.name for rung in result.unknown], "and")
    return f"We do not know about {names}. You gave no answer there, so we skipped it."
