"""The leads are called again while nobody has opened what may be about somebody in danger: by day and by night."""

from django.db import transaction

from stories import letters
from stories.models import SafeguardingAlert, Story
from stories.models.cases import give_case


def send_due() -> int:
    """How many letters were written. In every round of every worker; of several one writes."""
    return _call_for_the_forgotten() + sum(map(_remind, SafeguardingAlert.objects.due()))


@transaction.atomic
def _remind(alert) -> int:
    return letters.safeguarding_reminder(alert.story) if alert.take_turn() else 0


def _call_for_the_forgotten() -> int:
    """Held by the release before this one, which wrote to nobody."""
    without = Story.objects.exclude(held_at=None).filter(cases=None)
    return sum(map(_call, without))


@transaction.atomic
def _call(story) -> int:
    _, is_new = give_case(story)
    return letters.safeguarding_alert(story) if is_new else 0
