"""A group that answers about one piece of work, round by round. Found through `ladder.models`.

Nothing of a person is in these tables, and no time finer than a day: neither who answered nor in which order.
"""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.kept_days import months_after
from coproduction_site.private_links import new_token
from coproduction_site.workflow.versions import Versioned
from ladder.models.group_codes import in_parts, new_code
from ladder.models.statements import Side, StatementSet

FEWEST = 5  # A side with fewer sheets is never shown.
MOST_DAYS, DAYS_BETWEEN = 30, 14
MOST_TICKETS, MOST_SHEETS = 200, 1_000
STEP_IS_WHOLE = ~Q(step="") & ~Q(step_by="") & Q(step_on__isnull=False)


class GroupSeries(models.Model):
    """One piece of work, about which a group answers again and again."""

    key = models.UUIDField(unique=True, editable=False)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    work = models.CharField("piece of work", max_length=60)
    sides = models.JSONField(default=list)

    def __str__(self):
        return self.work

    def get_host_url(self):
        return reverse("ladder:group_host", args=[self.token])

    @property
    def asked(self) -> list[Side]:
        return [side for side in Side if side in self.sides]


class GroupRoundQuerySet(models.QuerySet):
    def taking_answers(self):
        return self.filter(closed_on=None, ends_on__gte=timezone.localdate())

    def over(self):
        """Their last day has passed, and nobody has closed them."""
        return self.filter(closed_on=None, ends_on__lt=timezone.localdate())

    def with_old_sheets(self):
        day = timezone.localdate() - timedelta(days=settings.GROUP_SHEET_DAYS)
        sheets = GroupSheet.objects.filter(round=models.OuterRef("pk"))
        return self.filter(models.Exists(sheets), closed_on__lt=day)

    def with_old_summaries(self):
        day = months_after(timezone.localdate(), -settings.GROUP_SUMMARY_MONTHS)
        return self.filter(closed_on__lt=day)

    def for_board(self):
        return self.filter(is_for_board=True).select_related("series")


class GroupRound(Versioned):
    """One time of asking. While it is open there are sheets and no result; once it is closed it is never open again."""

    series = models.ForeignKey(GroupSeries, models.CASCADE, related_name="rounds", editable=False)
    number = models.PositiveSmallIntegerField(editable=False)
    statements = models.ForeignKey(StatementSet, models.PROTECT, related_name="+", editable=False)
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    opened_on = models.DateField(default=timezone.localdate, editable=False)
    ends_on = models.DateField("last day")
    tickets = models.PositiveSmallIntegerField(default=0)
    closed_on = models.DateField(null=True, editable=False)
    summary = models.JSONField(null=True, editable=False)
    step = models.CharField("chosen step", max_length=200, blank=True)
    step_by = models.CharField("who does it", max_length=60, blank=True)
    step_on = models.DateField("by when", null=True, blank=True)
    is_for_board = models.BooleanField("shown to the Board", default=False)

    objects = GroupRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = "step that a group chose"
        verbose_name_plural = "steps that groups chose"
        constraints = [
            models.UniqueConstraint(name="group_round_has_its_number", fields=["series", "number"]),
            models.UniqueConstraint(
                name="one_round_of_a_group_is_open",
                fields=["series"],
                condition=Q(closed_on=None),
                violation_error_message="A round is open already.",
            ),
            models.CheckConstraint(
                name="group_round_has_a_result_once_it_is_closed",
                condition=Q(closed_on=None, summary=None)
                | Q(closed_on__isnull=False, summary__isnull=False),
            ),
            models.CheckConstraint(
                name="group_round_ends_after_it_begins",
                condition=Q(ends_on__gte=models.F("opened_on")),
            ),
            models.CheckConstraint(
                name="group_step_is_whole_and_of_a_closed_round",
                condition=Q(step="", step_by="", step_on=None, is_for_board=False)
                | (STEP_IS_WHOLE & Q(closed_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="group_tickets_are_few_enough", condition=Q(tickets__lte=MOST_TICKETS)
            ),
        ]

    def __str__(self):
        return f"{self.series}, round {self.number}"

    def get_absolute_url(self):
        return reverse("ladder:group_join", args=[self.code])

    @property
    def code_in_parts(self) -> str:
        return in_parts(self.code)

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def is_over(self) -> bool:
        return not self.is_closed and self.ends_on < timezone.localdate()

    @property
    def next_from(self) -> date:
        """The first day of the next round, once this one is closed."""
        return self.closed_on + timedelta(days=DAYS_BETWEEN)

    @property
    def may_be_followed(self) -> bool:
        return self.is_closed and self.next_from <= timezone.localdate()

    def hold_open(self) -> bool:
        """In the transaction of a new sheet: nobody closes the round before that ends. False if it takes none."""
        return bool(GroupRound.objects.taking_answers().filter(pk=self.pk).update(closed_on=None))

    def hold_to_close(self) -> bool:
        """In the transaction that closes it: sheets on their way are waited for. False if it was closed before."""
        return bool(GroupRound.objects.filter(pk=self.pk, closed_on=None).update(closed_on=None))


class _WithoutOrder(models.Model):
    """Rows that do not tell in which order they came: each is made with a key by `random_key`."""

    key = models.BigAutoField(primary_key=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["key"]

    def __str__(self):
        return f"{type(self).__name__} of a round"


class GroupSheet(_WithoutOrder):
    """The answers of one person, or of one sheet of paper, in the order of the page."""

    round = models.ForeignKey(GroupRound, models.CASCADE, related_name="sheets", editable=False)
    side = models.CharField(max_length=6, choices=Side, editable=False)
    answers = models.CharField(max_length=200, editable=False)
    day = models.DateField(default=timezone.localdate, editable=False)


class UsedTicket(_WithoutOrder):
    """Which tickets of an open round are used. Nothing leads from one to a sheet."""

    round = models.ForeignKey(GroupRound, models.CASCADE, related_name="used_tickets", editable=False)
    number = models.PositiveSmallIntegerField(editable=False)

    class Meta(_WithoutOrder.Meta):
        constraints = [
            models.UniqueConstraint(name="group_ticket_is_used_once", fields=["round", "number"])
        ]
