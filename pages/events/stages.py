"""A day begins and ends without anybody's press: kept pages have to show it."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from coproduction_site.cache import revision
from pages.events.models import Event

Stage = Event.Stage


@transaction.atomic
def move_on() -> int:
    """How many days began or ended since the last look."""
    now = timezone.now()
    over = Event.objects.filter(ends_at__lte=now).exclude(stage=Stage.OVER).update(stage=Stage.OVER)
    begun = Q(starts_at__lte=now, ends_at__gt=now)
    began = Event.objects.filter(begun).exclude(stage=Stage.NOW).update(stage=Stage.NOW)
    if over or began:
        revision.move()
    return over + began
