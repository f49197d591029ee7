"""How much waits, by its age, and what one person has done today."""

from collections import Counter

from django.db.models import Count, Q
from django.utils import timezone

from coproduction_site.desk.deadlines import late_and_soon
from stories.models import Story, StoryEvent

FURTHEST = 1_000  # A longer queue is not counted to its end.
Kind = StoryEvent.Kind
DONE = {
    Kind.PUBLISHED: "published",
    Kind.REPUBLISHED: "published anew",
    Kind.APPROVED: "given the first yes",
    Kind.ASKED: "asked about",
    Kind.SHOWN_EDITS: "shown to the teller",
    Kind.DECLINED: "not published",
    Kind.HELD: "held",
    Kind.HANDED_OVER: "handed over",
}


def today_of(user, site) -> dict:
    if not user.has_perm("stories.moderate_story"):
        return {}
    return {"waiting": how_much_waits(user, site.reply_promise_days), "done": done_by(user)}


def how_much_waits(user, promised_days: int) -> dict:
    """Counted along an index, the oldest first and to an end, so that it costs the same however much waits."""
    waiting = Story.objects.readable_by(user).waiting().select_related(None)
    late_from, soon_from = late_and_soon(promised_days)
    counted = waiting.values("submitted_at")[: FURTHEST + 1].aggregate(
        all=Count("submitted_at"),
        late=Count("submitted_at", filter=Q(submitted_at__lt=late_from)),
        not_fine=Count("submitted_at", filter=Q(submitted_at__lt=soon_from)),
    )
    count, late, not_fine = (min(counted[name], FURTHEST) for name in ("all", "late", "not_fine"))
    ages = {"Late": late, "Soon": not_fine - late, "In good time": count - not_fine}
    ages = {word: number for word, number in ages.items() if number}
    return {"count": count, "has_more": counted["all"] > FURTHEST, "ages": ages.items()}


def done_by(user) -> list[tuple[str, int]]:
    """Each kind of decision since midnight, and about how many stories."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    mine = StoryEvent.objects.filter(by=user, at__gte=midnight, kind__in=list(DONE))
    rows = mine.order_by().values_list("kind", "story").distinct()[:FURTHEST]
    counts = Counter(kind for kind, _ in rows)
    return [(word, counts[kind]) for kind, word in DONE.items() if counts[kind]]
