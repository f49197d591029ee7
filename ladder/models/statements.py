"""What people answer to find their rung: numbered sets, and the statements in each. Found through `ladder.models`."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.versions import Versioned
from ladder.models.rungs import Method, Rung

MOST_SETS = 999  # A kept result has room for a number of three digits.
OF_THIS_SITE = RegexValidator(r"\A/([^/\s]\S*)?\Z", "Write an address of this site, such as /charter/.")


class Side(models.TextChoices):
    """Who answers. Each has a wording of its own, of equal rank."""

    FAMILY = "family", "Families"
    YOUNG = "young", "Young people"
    STAFF = "staff", "Staff"


class StatementSetQuerySet(models.QuerySet):
    def live(self) -> "StatementSet | None":
        """The one that people answer today, with its statements."""
        return self.filter(state=StatementSet.State.LIVE).prefetch_related("statements").first()

    def ever_live(self):
        """What somebody may have answered, and may hold a link to."""
        return self.exclude(state=StatementSet.State.DRAFT)

    def with_statements(self):
        """And with the rungs and methods that a result names."""
        return self.prefetch_related(
            models.Prefetch("statements", Statement.objects.select_related("rung", "method"))
        )


@shown_to_public
class StatementSet(Versioned):
    """One numbered list of statements, in three wordings. Once people have answered it, it never changes again."""

    class State(models.TextChoices):
        DRAFT = "draft", "Being written"
        LIVE = "live", "Live"
        OLDER = "older", "Older"

    number = models.PositiveSmallIntegerField(unique=True, editable=False)
    state = models.CharField(max_length=5, choices=State, default=State.DRAFT, editable=False)
    note = models.CharField(
        "who still has to agree to the words",
        max_length=300,
        blank=True,
        help_text="Shown above the statements. Leave it empty once they are agreed.",
    )
    young_helper = models.CharField("who could help a young person", max_length=120)
    young_helper_link = models.CharField(max_length=200, validators=[OF_THIS_SITE])
    history = HistoricalRecords(excluded_fields=["version"])

    objects = StatementSetQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="statement_set_has_a_number_of_three_digits",
                condition=Q(number__range=(1, MOST_SETS)),
                violation_error_message="There is no room for one more set.",
            ),
            models.CheckConstraint(
                name="statement_set_state_is_known", condition=Q(state__in=["draft", "live", "older"])
            ),
            models.UniqueConstraint(
                name="one_statement_set_is_live",
                fields=["state"],
                condition=Q(state="live"),
                violation_error_message="Another set is live.",
            ),
        ]

    def __str__(self):
        return f"Set {self.number} ({self.get_state_display().lower()})"

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_live(self) -> bool:
        return self.state == self.State.LIVE

    def asked_of(self, side: str) -> "list[Statement]":
        """In the order of the page, which is the order of the answers in a kept result."""
        return [statement for statement in self.statements.all() if statement.wording(side)]

    @transaction.atomic
    def go_live(self) -> None:
        """Everybody answers it from now on, and the set before is older in the same moment. Wins once."""
        if refusals := self._not_ready():
            raise ValidationError(refusals)
        State = self.State
        former = list(StatementSet.objects.filter(state=State.LIVE, number__lt=self.number))
        StatementSet.objects.filter(pk__in=[older.pk for older in former]).update(state=State.OLDER)
        still = Q(state=State.DRAFT, version=self.version)
        try:
            with transaction.atomic():
                won = one_winner.wins(self, still, version=F("version") + 1, state=State.LIVE)
        except IntegrityError:
            raise ValidationError("Another set is live already. Look at the list first.") from None
        if not won:
            raise ValidationError("Somebody was here before you. Read this set again first.")
        for changed in [*former, self]:
            changed.refresh_from_db()
            changed.save()  # For its history, and for the content revision.

    @transaction.atomic
    def next_draft(self) -> "StatementSet":
        """A new set with these words and the next number, which nobody answers yet."""
        number = StatementSet.objects.aggregate(most=models.Max("number"))["most"] + 1
        draft = StatementSet(
            number=number,
            note=self.note,
            young_helper=self.young_helper,
            young_helper_link=self.young_helper_link,
        )
        draft.full_clean()
        draft.save()
        for statement in self.statements.all():
            statement.pk, statement.set, statement._state.adding = None, draft, True
            statement.save()
        return draft

    def _not_ready(self) -> list[str]:
        """Each wording needs its warning and something on the way up, or no answer could come to a rung."""
        refusals = []
        for side in Side:
            statements = self.asked_of(side)
            if not any(statement.is_warning for statement in statements):
                refusals.append(f"{side.label}: the warning has no wording.")
            if not any(statement.rung_id for statement in statements):
                refusals.append(f"{side.label}: no statement is about a rung.")
        return refusals


@shown_to_public
class Statement(models.Model):
    """One sentence that is true never, sometimes, mostly or always; and what to do where it is not."""

    class Kind(models.TextChoices):
        COUNTS = "counts", "It counts for its rung"
        WARNING = "warning", "It warns: where it is true, no rung fits"
        SHOWN = "shown", "It is shown, and counts for nothing"

    set = models.ForeignKey(StatementSet, models.CASCADE, related_name="statements")
    code = models.CharField(
        max_length=4,
        validators=[RegexValidator(r"\A[A-Z][0-9]\Z", "A letter and a digit, such as G2.")],
        help_text="By this, answers of families and staff are put side by side. It keeps its meaning.",
    )
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.COUNTS)
    rung = models.ForeignKey(Rung, models.PROTECT, null=True, blank=True, related_name="+")
    family = models.CharField("families’ wording", max_length=120, blank=True)
    young = models.CharField("young people’s wording", max_length=120, blank=True)
    staff = models.CharField("staff wording", max_length=120, blank=True)
    drawing = models.CharField("drawing for young people", max_length=40, blank=True)
    family_step = models.CharField("next step for families", max_length=200, blank=True)
    young_step = models.CharField("next step for young people", max_length=200, blank=True)
    staff_step = models.CharField("next step for staff", max_length=200, blank=True)
    method = models.ForeignKey(Method, models.SET_NULL, null=True, blank=True, related_name="+")
    resource = models.CharField("something to read or use", max_length=120, blank=True)
    resource_link = models.CharField(max_length=200, blank=True, validators=[OF_THIS_SITE])
    helper = models.CharField("who could help", max_length=120, blank=True)
    helper_link = models.CharField(max_length=200, blank=True, validators=[OF_THIS_SITE])
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="statements_of_a_set_have_codes_of_their_own",
                fields=["set", "code"],
                violation_error_message="Two statements of one set cannot have the same code.",
            ),
            models.UniqueConstraint(
                name="a_set_has_one_warning",
                fields=["set"],
                condition=Q(kind="warning"),
                violation_error_message="This set has a warning already.",
            ),
            models.CheckConstraint(
                name="statement_that_counts_has_a_rung_and_no_other_has",
                condition=Q(kind="counts", rung__isnull=False)
                | Q(kind__in=["warning", "shown"], rung=None),
                violation_error_message="What counts needs its rung; a warning, or what is only shown, has none.",
            ),
            models.CheckConstraint(
                name="statement_is_asked_of_somebody",
                condition=~Q(family="", young="", staff=""),
                violation_error_message="Write it for families, for young people or for staff.",
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def is_warning(self) -> bool:
        return self.kind == self.Kind.WARNING

    def wording(self, side: str) -> str:
        """Empty, if people of this side are not asked."""
        return getattr(self, side)

    def step(self, side: str) -> str:
        return getattr(self, f"{side}_step")
