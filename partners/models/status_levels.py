"""The levels of charter status: content that a city writes for itself."""

from django.db import models
from django.db.models import Q

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned


@shown_to_public
class StatusLevel(Versioned):
    """How far an organisation has come, and what the panel wants to see."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=20)
    meaning = models.CharField(max_length=250)
    shows = models.TextField(
        "what the panel looks for", max_length=1_500, help_text="One point on each line."
    )
    years = models.PositiveSmallIntegerField("years that it holds", default=2)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "level of charter status"
        verbose_name_plural = "levels of charter status"
        constraints = [
            models.CheckConstraint(
                name="charter_status_holds_for_one_to_ten_years",
                condition=Q(years__range=(1, 10)),
                violation_error_message="A level holds for 1 to 10 years.",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def points(self) -> list[str]:
        return [line.strip() for line in self.shows.splitlines() if line.strip()]
