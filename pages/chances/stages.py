"""A chance closes, and a promise is broken, without anybody's press: kept pages have to show it, and the owner to hear of it."""

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.cache import revision
from coproduction_site.outbox.storing import at_no_cost
from coproduction_site.workflow import one_winner
from pages.booking.daytime import is_day
from pages.chances import letters
from pages.chances.models import Chance

NOT_TOLD = Q(late_told_for=None) | ~Q(late_told_for=F("hear_by"))


@transaction.atomic
def move_on() -> int:
    """How many closed, or are late, since the last look."""
    today = timezone.localdate()
    moved = sum(
        Chance.objects.in_stage(stage, today).exclude(stage=stage).update(stage=stage)
        for stage in Chance.Stage
    )
    if moved:
        revision.move()
    return moved


def tell_owners() -> int:
    """By day, once for each promise that is broken."""
    if not is_day(timezone.now()):
        return 0
    late = Chance.objects.late(timezone.localdate()).filter(NOT_TOLD)
    return sum(_tell(chance) for chance in late.order_by("hear_by", "pk"))


@transaction.atomic
def _tell(chance) -> bool:
    still = Q(outcome_on=None, hear_by=chance.hear_by) & NOT_TOLD
    told = one_winner.wins(chance, still, late_told_for=chance.hear_by)
    if told:
        at_no_cost(letters.is_late, chance)
    return told
