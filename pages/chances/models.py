"""A chance to join in: somebody asks people, says how much say they get, and tells them what came of it."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.rich_text import RichTextField
from coproduction_site.workflow.versions import Versioned
from pages.chances import gate
from pages.chances.card import ChanceCard

KEPT_DAYS = 60
OUTCOME = ("you_said", "we_did", "we_could_not")
WITHOUT, WITH = Q(**dict.fromkeys(OUTCOME, "")), ~(Q(you_said="") | Q(we_did="") | Q(we_could_not=""))


class ChanceStage(models.TextChoices):
    OPEN = "open", "You can still join in"
    CLOSED = "closed", "Closed, no answer yet"
    LATE = "late", "Late with the answer"
    TOLD = "told", "It says what came of it"


class ChanceQuerySet(models.QuerySet):
    def open(self, today):
        """Those that close first come first."""
        return self.filter(outcome_on=None, closes_on__gte=today).order_by("closes_on", "pk")

    def past(self, today):
        """Also those of which nobody has heard anything yet: they are not hidden."""
        over = Q(closes_on__lt=today) | Q(outcome_on__isnull=False)
        return self.filter(over).order_by("-closes_on", "-pk")

    def late(self, today):
        return self.filter(outcome_on=None, hear_by__lt=today)

    def that_may_go(self, today):
        """Nobody has answered them, and nobody waits for a word about them."""
        return self.filter(Q(interests=None) & (Q(outcome_on__isnull=False) | Q(closes_on__gte=today)))

    def in_stage(self, stage, today):
        """By the days, whatever was last stored."""
        found = {
            ChanceStage.TOLD: Q(outcome_on__isnull=False),
            ChanceStage.OPEN: Q(outcome_on=None, closes_on__gte=today),
            ChanceStage.CLOSED: Q(outcome_on=None, closes_on__lt=today, hear_by__gte=today),
            ChanceStage.LATE: Q(outcome_on=None, hear_by__lt=today),
        }
        return self.filter(found[stage])


@shown_to_public
class Chance(Versioned, gate.Honest):
    """A row is public; what staff prepare is a draft over it. Without a `partner` it is the council's.

    `outcome_on` is there if and only if all three parts of an outcome are. `first_hear_by` is what was promised first,
    and `late_told_for` the promise of which its owner was last told that it is broken.
    """

    Kind, Stage = gate.Kind, ChanceStage

    slug = models.SlugField(
        "address",
        unique=True,
        help_text="The last part of the web address. If you change it, the old one leads to the new.",
    )
    partner = models.ForeignKey(
        "partners.Partner",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="chances",
        help_text="Whose it is. Leave it empty if it is the council’s.",
    )
    about = RichTextField("more about it", blank=True)
    you_said = models.TextField("you said", max_length=2_000, blank=True)
    we_did = models.TextField("we did", max_length=2_000, blank=True)
    we_could_not = models.TextField("we could not, and why", max_length=2_000, blank=True)

    outcome_on = models.DateField(null=True, editable=False)
    first_hear_by = models.DateField(null=True, editable=False)
    late_told_for = models.DateField(null=True, editable=False)
    stage = models.CharField(max_length=6, choices=ChanceStage, default=ChanceStage.OPEN, editable=False)
    history = HistoricalRecords(
        excluded_fields=["version", "outcome_on", "first_hear_by", "late_told_for", "stage"]
    )

    objects = ChanceQuerySet.as_manager()

    class Meta(gate.Honest.Meta):
        ordering = ["closes_on", "pk"]
        verbose_name = "chance to join in"
        verbose_name_plural = "chances to join in"
        indexes = [
            models.Index("closes_on", "id", name="chances_by_closing_day"),
            models.Index("hear_by", name="chances_without_outcome", condition=Q(outcome_on=None)),
        ]
        constraints = [
            *gate.Honest.Meta.constraints,
            models.CheckConstraint(
                name="chance_has_a_whole_outcome_or_none",
                condition=(WITHOUT & Q(outcome_on=None)) | (WITH & Q(outcome_on__isnull=False)),
            ),
        ]

    def get_absolute_url(self):
        return reverse("chances:chance", args=[self.slug])

    def settle(self, today) -> None:
        """What follows from its words and days: called before it is written."""
        is_told = all(getattr(self, name) for name in OUTCOME)
        self.outcome_on = (self.outcome_on or today) if is_told else None
        self.first_hear_by = self.first_hear_by or self.hear_by
        self.stage = self.stage_at(today)

    def stage_at(self, today) -> ChanceStage:
        if self.has_outcome:
            return ChanceStage.TOLD
        if self.closes_on >= today:
            return ChanceStage.OPEN
        return ChanceStage.LATE if self.hear_by < today else ChanceStage.CLOSED

    @property
    def stage_now(self) -> ChanceStage:
        """By the clock: the worker may be a moment behind."""
        return self.stage_at(timezone.localdate())

    @property
    def has_outcome(self) -> bool:
        return self.outcome_on is not None

    @property
    def is_open(self) -> bool:
        return self.stage_now == ChanceStage.OPEN

    @property
    def is_late(self) -> bool:
        return self.stage_now == ChanceStage.LATE

    def card_on(self, today, rung) -> ChanceCard:
        """Both are asked for once, for all of a list: of seven rungs none needs a join."""
        return ChanceCard.of(self, rung, today)

    @property
    def promised_before(self):
        """An earlier day that was promised first, if there is one."""
        was_moved = self.first_hear_by and self.first_hear_by < self.hear_by
        return self.first_hear_by if was_moved else None

    @property
    def kept_until(self):
        """The last day on which anybody still knows who wanted to join in."""
        return min(self.closes_on, self.outcome_on or self.closes_on) + timedelta(days=KEPT_DAYS)
