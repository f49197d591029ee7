"""The steps as they were when a twin was published earlier, to be brought back as a draft."""

from django.utils import timezone

from pages.easy_read.models import EasyReadStep, EasyReadTwin

ROWS = "steps"
BOXES = ["order", "text", "hard_word", "drawing", "link", "link_text"]


def steps_of(twin_number: int, state: int) -> dict[int, EasyReadStep]:
    """By their numbers, before the next state of the twin was published."""
    later = EasyReadTwin.history.filter(id=twin_number, history_id__gt=state).order_by("history_id")
    moment = later.values_list("history_date", flat=True).first() or timezone.now()
    steps = EasyReadStep.history.filter(twin_id=twin_number, history_date__lt=moment)
    then = steps.latest_of_each().exclude(history_type="-").order_by("order", "id")
    return {step.id: step for step in then}


def sent_over(rows: dict, steps: dict[int, EasyReadStep]) -> dict[str, list[str]]:
    """`rows` are those of today as a browser sends them: each gets its earlier words, or goes; what is gone comes anew."""
    sent, then = {}, dict(steps)
    count = int(rows[f"{ROWS}-INITIAL_FORMS"][0])
    for place in range(count):
        step = then.pop(int(rows[f"{ROWS}-{place}-id"][0]), None)
        sent |= _boxes(place, step) if step else {f"{ROWS}-{place}-DELETE": ["on"]}
    for place, step in enumerate(then.values(), start=count):
        sent |= _boxes(place, step)
    return sent | {f"{ROWS}-TOTAL_FORMS": [str(count + len(then))]}


def _boxes(place, step) -> dict[str, list[str]]:
    return {f"{ROWS}-{place}-{name}": [str(getattr(step, name))] for name in BOXES}
