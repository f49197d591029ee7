"""Case studies, each a valid thing with every detail open to change."""

from datetime import date
from itertools import count

from ladder.models import Rung
from pages.models import CaseStudy
from tests.support.factories import make_rung

_numbers = count(1)


def case_study_words() -> dict:
    rung = Rung.objects.first() or make_rung()
    return {
        "title": "A club",
        "summary": "It opens later now.",
        "had_to_change": "Nobody came.",
        "who": "Six people. A teacher asked them.",
        "rung_before": rung,
        "rung_after": rung,
        "money": "£240 for fares.",
        "hours": "Thirty.",
        "changed": "It opens later.",
        "known_by": "We counted.",
        "went_wrong": "The room was up a stair.",
        "tips": "Ask early.",
        "consent": "Two parents.",
        "consent_ends_on": date(2099, 1, 1),
    }


def make_case_study(**details) -> CaseStudy:
    number = next(_numbers)
    words = case_study_words() | {"slug": f"study-{number}", "is_invented": True}
    return CaseStudy.objects.create(**words | details)
