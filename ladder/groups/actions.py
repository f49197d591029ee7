"""What happens to a group, each in one transaction. Sheets are counted once, when their round is closed."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from coproduction_site import limits
from coproduction_site.kept_once import kept_once
from coproduction_site.workflow import one_winner
from ladder.groups import tickets
from ladder.groups.summaries import band_of, summary_of
from ladder.models import GroupRound, GroupSeries, GroupSheet, StatementSet, UsedTicket
from ladder.models.group_codes import new_code, random_key
from ladder.models.groups import MOST_SHEETS

STALE = "This page has changed since you opened it. Read it again, then press once more."
TOO_EARLY = "The next round can begin once this one is closed, and 14 days later."
NO_TICKET = "This is no ticket of this round, or it was used before. Look at it sign by sign."


class Closed(Exception):
    """The round takes no answers any more. Nothing was kept."""


def begin(answers: dict, key: UUID, visitor: str) -> GroupSeries:
    """A group with its first round, once by its key. Raises TooMany."""
    series = {name: answers[name] for name in ("work", "sides")}
    first = {name: answers[name] for name in ("ends_on", "tickets")}
    return kept_once(
        GroupSeries,
        key,
        series,
        limit=limits.GROUPS_BEGUN,
        visitor=visitor,
        first=lambda made: _open(made, 1, first),
    )


@transaction.atomic
def begin_next(series: GroupSeries, answers: dict) -> None:
    """Raises ValidationError where the last round is open, or was closed less than 14 days ago."""
    last = series.rounds.first()
    if not last.may_be_followed:
        raise ValidationError(TOO_EARLY)
    try:
        with transaction.atomic():
            _open(series, last.number + 1, answers)
    except IntegrityError:
        raise ValidationError(TOO_EARLY) from None


def _open(series, number, answers) -> None:
    statements = StatementSet.objects.live()
    GroupRound.objects.create(series=series, number=number, statements=statements, **answers)


@transaction.atomic
def answer(group_round: GroupRound, sheet: dict, key: UUID, visitor: str, ticket: str = "") -> None:
    """Keeps one sheet, once by its key. Raises Closed, TooMany, or ValidationError for a ticket that is not good."""
    if not group_round.hold_open():
        raise Closed
    if group_round.sheets.count() >= MOST_SHEETS:
        raise limits.TooMany
    kept_once(
        GroupSheet,
        _row_key(key),
        sheet | {"round": group_round},
        limit=limits.GROUP_SHEETS,
        visitor=f"{group_round.pk}:{visitor}",
        first=lambda made: _use_ticket(group_round, ticket),
    )


def _row_key(key) -> int:
    """Whoever finds the page on a phone cannot find its sheet by it."""
    digest = salted_hmac("ladder.groups.sheet", str(key)).digest()
    return int.from_bytes(digest[:8]) % 2**62 + 1


def _use_ticket(group_round, ticket) -> None:
    """The round is held, so nobody else can use it at the same moment."""
    if not group_round.tickets:
        return
    number = tickets.number_of(group_round, ticket)
    used = group_round.used_tickets.filter(number=number).exists()
    if number is None or used:
        raise ValidationError(NO_TICKET)
    UsedTicket.objects.create(key=random_key(), round=group_round, number=number)


@transaction.atomic
def close(group_round: GroupRound) -> bool:
    """Works out the only result there will ever be, and erases what may not be shown. False if it was closed before."""
    if not group_round.hold_to_close():
        return False
    statements = StatementSet.objects.with_statements().get(pk=group_round.statements_id)
    summary = summary_of(statements, group_round.sheets.values_list("side", "answers"))
    group_round.sheets.exclude(side__in=summary).delete()
    group_round.used_tickets.all().delete()
    today = timezone.localdate()
    GroupRound.objects.filter(pk=group_round.pk).update(
        closed_on=today, summary=summary, version=F("version") + 1
    )
    group_round.refresh_from_db()
    return True


def close_what_is_over() -> int:
    return sum(map(close, GroupRound.objects.over()))


def bands_of(group_round: GroupRound) -> list[tuple]:
    """Each side that is asked, and about how many sheets are in."""
    sides = list(group_round.sheets.values_list("side", flat=True))
    return [(side, band_of(sides.count(side))) for side in group_round.series.asked]


def change_code(group_round: GroupRound, version: int) -> None:
    """Whoever has the old one opens nothing with it any more."""
    one_winner.change(group_round, Q(version=version), STALE, code=new_code(), version=F("version") + 1)


def choose_step(group_round: GroupRound, version: int, answers: dict) -> None:
    still = Q(version=version, closed_on__isnull=False)
    one_winner.change(group_round, still, STALE, version=F("version") + 1, **answers)


def erase(series: GroupSeries) -> None:
    """With every round, sheet and result."""
    GroupSeries.objects.filter(pk=series.pk).delete()


def forget_sheets(group_round: GroupRound) -> bool:
    gone, _ = group_round.sheets.all().delete()
    return bool(gone)


@transaction.atomic
def forget_summary(group_round: GroupRound) -> bool:
    """With its step; the group itself goes with its last round."""
    gone, _ = GroupRound.objects.filter(pk=group_round.pk).delete()
    GroupSeries.objects.filter(pk=group_round.series_id, rounds=None).delete()
    return bool(gone)
