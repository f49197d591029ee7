"""A day begins and ends without anybody's press: kept pages have to show it, and the search not to find what is over."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coproduction_site.cache import revision
from coproduction_site.search import following
from pages.events.models import Event

Stage = Event.Stage


@transaction.atomic
def move_on() -> int:
    """How many days began or ended since the last look."""
    now = timezone.now()
    over = list(Event.objects.filter(ends_at__lte=now).exclude(stage=Stage.OVER))
    for event in over:
        _end(event)
    begun = Q(starts_at__lte=now, ends_at__gt=now)
    began = Event.objects.filter(begun).exclude(stage=Stage.NOW).update(stage=Stage.NOW)
    if over or began:
        revision.move()
    return len(over) + began


def _end(event) -> None:
    Event.objects.filter(pk=event.pk).update(stage=Stage.OVER)
    following.follow(Event, event)
