"""Steps of the how-to guide, each a valid thing with every detail open to change."""

from itertools import count

from ladder.models import Rung
from pages.models import ToolkitStep
from tests.support.factories import make_rung

_numbers = count(1)


def step_words() -> dict:
    return {
        "title": "Plan",
        "summary": "Agree how you will work.",
        "ticks": "\n".join(f"Line {number} is done." for number in range(1, 6)),
        "sheet_title": "Our plan",
        "questions": "What is it?\nWho comes?",
        "warning_rung": Rung.objects.first() or make_rung(),
        "warning": "Staff plan alone.",
        "costs": "Two hours of staff.",
    }


def make_step(**details) -> ToolkitStep:
    number = next(_numbers)
    return ToolkitStep.objects.create(
        **step_words() | {"slug": f"step-{number}", "order": number} | details
    )
