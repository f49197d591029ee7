"""Public lists with as many rows as they show on a page, and more: for benchmarks."""

from tests.support.case_studies import make_case_study
from tests.support.chances import make_chance, make_told_chance
from tests.support.events import make_event
from tests.support.resources import make_resource

SENTENCE = "We plan the year together, and say what can change and what can not, in words of everyday."
PLACE = "The Long Hall, 12 Station Road, beside the library; buses 6 and 14 stop at the door"


def fill(rows: int) -> None:
    """`rows` of each kind that is still to come, and as many that are over."""
    for number in range(rows):
        make_event(in_days=2 + number, summary=SENTENCE, place=PLACE)
        make_event(in_days=-2 - number, summary=SENTENCE, place=PLACE)
        make_chance(closes_in=2 + number, answers_in=90, summary=SENTENCE)
        make_told_chance(summary=SENTENCE)
        make_resource(summary=SENTENCE, minutes=20)
        make_case_study(summary=SENTENCE)
