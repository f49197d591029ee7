"""Nobody is given one hard story after another: after a few of them comes a lighter one, if there is any."""

from django.utils import timezone

from stories.models import StoryEvent
from stories.models.risk import MAY_BE_UNSAFE

MOST_IN_A_ROW = 3


def is_heavy(risk: int, content_note: str) -> bool:
    return risk >= MAY_BE_UNSAFE or bool(content_note)


def heavy_in_a_row(user) -> int:
    """How many of those that somebody took last today were hard to read."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    taken = StoryEvent.objects.filter(by=user, at__gte=midnight, kind=StoryEvent.Kind.CLAIMED)
    latest = taken.order_by("-at", "-pk").values_list("story__risk", "story__content_note")
    count = 0
    for row in latest[:MOST_IN_A_ROW]:
        if not is_heavy(*row):
            break
        count += 1
    return count


def gently(rows: list[tuple[int, bool]], in_a_row: int) -> list[int]:
    """Numbers of stories, each with whether it is heavy: in their order, but never too many heavy ones in a row."""
    left, ordered = list(rows), []
    while left:
        lighter = next((row for row in left if not row[1]), None)
        row = lighter if in_a_row >= MOST_IN_A_ROW and lighter else left[0]
        left.remove(row)
        ordered.append(row[0])
        in_a_row = in_a_row + 1 if row[1] else 0
    return ordered
