"""The charter's tables. Django finds them through `partners.models`."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.revision import shown_to_public
from coproduction_site.rich_text import RichTextField


class CharterVersionQuerySet(models.QuerySet):
    def public(self):
        return self.filter(is_published=True)

    def newest(self):
        return self.public().order_by("-number").first()


@shown_to_public
class CharterVersion(models.Model):
    """The charter as it stood: a public promise of how families are made equal partners."""

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        ADOPTED = "adopted", "Adopted"

    number = models.PositiveSmallIntegerField(unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    dated_on = models.DateField("date of this wording")
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.CharField(max_length=120, blank=True)
    preamble = RichTextField()
    made_by = models.TextField("who made it", help_text="One on each line.")
    is_published = models.BooleanField("is shown to the public", default=False)
    history = HistoricalRecords()

    objects = CharterVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                name="adopted_charter_says_when_and_by_whom",
                condition=models.Q(state="draft", adopted_on=None, adopted_by="")
                | (models.Q(state="adopted", adopted_on__isnull=False) & ~models.Q(adopted_by="")),
                violation_error_message="An adopted charter needs the day and the Board; a draft has neither.",
            )
        ]

    def __str__(self):
        return f"Version {self.number} ({self.get_state_display().lower()})"

    def get_absolute_url(self):
        return reverse("charter:charter")

    @property
    def makers(self) -> list[str]:
        return self.made_by.splitlines()

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT


@shown_to_public
class CharterValue(models.Model):
    """One promise of the charter."""

    version = models.ForeignKey(CharterVersion, models.CASCADE, related_name="values")
    name = models.CharField(max_length=40)
    promise = models.CharField(max_length=300, help_text="Starts with “We will”.")
    drawn_from = models.CharField(max_length=120, blank=True)
    drawing = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return self.name
