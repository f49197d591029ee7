"""The charter's tables: wordings that follow each other, and the values in each. Found through `partners.models`."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.rich_text import RichTextField
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.versions import Versioned


class CharterVersionQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_published=True)

    def in_force(self) -> "CharterVersion | None":
        """What the charter's own page shows: the adopted wording, or else the newest draft that is shown."""
        return self.in_force_first().first()

    def in_force_first(self):
        """As `in_force` would choose: “adopted” stands before “draft” in any order of letters."""
        living = self.public().exclude(state=CharterVersion.State.SUPERSEDED)
        return living.order_by("state", "-number")

    def adopted(self) -> "CharterVersion | None":
        """What the Board agreed and nothing has replaced."""
        return self.filter(state=CharterVersion.State.ADOPTED).first()

    def before(self, number: int) -> "CharterVersion | None":
        return self.public().filter(number__lt=number).order_by("-number").first()


@shown_to_public
class CharterVersion(Versioned):
    """The charter as it stood: a public promise of how families are made equal partners."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ADOPTED = "adopted", "Adopted"
        SUPERSEDED = "superseded", "Replaced by a newer one"

    number = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    dated_on = models.DateField("date of this wording")
    adopted_on = models.DateField(null=True, blank=True, editable=False)
    adopted_by = models.CharField(max_length=120, blank=True, editable=False)
    superseded_on = models.DateField(null=True, blank=True, editable=False)
    preamble = RichTextField(max_length=20_000)
    made_by = models.TextField("who made it", max_length=3_000, help_text="One on each line.")
    for_children = models.TextField(
        "what it is, for children",
        max_length=2_000,
        blank=True,
        help_text="One short sentence on each line. Shown at the top of the charter for children.",
    )
    is_published = models.BooleanField("is shown to the public", default=False)
    history = HistoricalRecords(excluded_fields=["version"])

    objects = CharterVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="adopted_charter_says_when_and_by_whom",
                condition=Q(state="draft", adopted_on=None, adopted_by="")
                | (Q(state="adopted", adopted_on__isnull=False) & ~Q(adopted_by=""))
                | Q(state="superseded", adopted_on=None, adopted_by="")
                | (Q(state="superseded", adopted_on__isnull=False) & ~Q(adopted_by="")),
                violation_error_message="An adopted charter needs the day and the Board; a draft has neither.",
            ),
            models.CheckConstraint(
                name="charter_that_was_replaced_says_since_when",
                condition=Q(state="superseded", superseded_on__isnull=False)
                | Q(state__in=["draft", "adopted"], superseded_on=None),
            ),
            models.CheckConstraint(
                name="charter_that_was_in_force_can_be_read",
                condition=Q(state="draft") | Q(is_published=True),
            ),
            models.UniqueConstraint(
                name="one_charter_is_adopted",
                fields=["state"],
                condition=Q(state="adopted"),
                violation_error_message="Another version is adopted.",
            ),
        ]

    def __str__(self):
        return f"Version {self.number} ({self.get_state_display().lower()})"

    def get_absolute_url(self):
        return reverse("charter:version", args=[self.number])

    @property
    def makers(self) -> list[str]:
        return self.made_by.splitlines()

    @property
    def lines_for_children(self) -> list[str]:
        return _lines(self.for_children)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_superseded(self) -> bool:
        return self.state == self.State.SUPERSEDED

    @transaction.atomic
    def adopt(self, on, by: str) -> None:
        """The Board said yes. What was in force before is replaced in the same moment; wins once."""
        others = CharterVersion.objects.exclude(pk=self.pk).filter(number__lt=self.number)
        former = list(others.public().exclude(state=self.State.SUPERSEDED))
        others.filter(pk__in=[version.pk for version in former]).update(
            state=self.State.SUPERSEDED, superseded_on=on
        )
        self._become_adopted(on, by)
        for version in [*former, self]:
            version.refresh_from_db()
            version.save()  # For its history, and for the content revision.

    def _become_adopted(self, on, by: str) -> None:
        draft = Q(state=self.State.DRAFT, version=self.version)
        adopted = {"state": self.State.ADOPTED, "adopted_on": on, "adopted_by": by, "is_published": True}
        try:
            with transaction.atomic():
                won = one_winner.wins(self, draft, version=F("version") + 1, **adopted)
        except IntegrityError:
            raise ValidationError(
                "Another version was adopted already. Look at the list first."
            ) from None
        if not won:
            raise ValidationError(self._why_not_adopted())

    def _why_not_adopted(self) -> str:
        if CharterVersion.objects.filter(pk=self.pk, state=self.State.DRAFT).exists():
            return "Somebody changed the words of this draft since you opened it. Read them again first."
        return "This version is not a draft any more."

    @transaction.atomic
    def next_draft(self) -> "CharterVersion":
        """A new draft with these words and a number of its own, shown to nobody yet."""
        number = CharterVersion.objects.aggregate(most=models.Max("number"))["most"] + 1
        draft = CharterVersion.objects.create(
            number=number,
            dated_on=timezone.localdate(),
            preamble=self.preamble,
            made_by=self.made_by,
            for_children=self.for_children,
        )
        for value in self.values.all():
            value.pk, value.version, value._state.adding = None, draft, True
            value.save()
        return draft


def in_force(versions) -> CharterVersion | None:
    """Of those that the public can read: the adopted wording, or else the newest draft."""
    State = CharterVersion.State
    living = [version for version in versions if version.state != State.SUPERSEDED]
    return max(
        living, key=lambda version: (version.state == State.ADOPTED, version.number), default=None
    )


class CharterValueQuerySet(models.QuerySet):
    def in_force(self):
        """The values that families can read today."""
        return self.filter(version=CharterVersion.objects.in_force_first().values("pk")[:1])


@shown_to_public
class CharterValue(models.Model):
    """One promise of the charter. Its slug stays the same from version to version, whatever its words."""

    version = models.ForeignKey(CharterVersion, models.CASCADE, related_name="values")
    slug = models.SlugField(
        "address",
        blank=True,
        help_text="By this, versions are compared and stories stay with their value. Leave it as it is.",
    )
    name = models.CharField(max_length=40)
    promise = models.CharField(max_length=300, help_text="Starts with “We will”.")
    for_children = models.TextField(
        max_length=500, blank=True, help_text="One short sentence on each line."
    )
    drawn_from = models.CharField(max_length=120, blank=True)
    drawing = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    objects = CharterValueQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="values_of_a_version_have_addresses_of_their_own",
                fields=["version", "slug"],
                violation_error_message="Two values of one version cannot have the same address.",
            )
        ]

    def __str__(self):
        return self.name

    def get_place_in_version(self):
        """Where it stands for ever, also when a newer version has it no more."""
        return f"{self.version.get_absolute_url()}#value-{self.slug}"

    @property
    def lines_for_children(self) -> list[str]:
        return _lines(self.for_children)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
