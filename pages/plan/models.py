"""The communications plan, row by row. Found through `pages.models`."""

from django.db import models
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned


class PlanRowQuerySet(models.QuerySet):
    def agreed(self):
        return self.filter(is_agreed=True)


@shown_to_public
class PlanRow(Versioned):
    """One message for one kind of people: how it reaches them, when, who sees to it, and what came of it."""

    aim = models.CharField(max_length=200)
    who = models.CharField("who it is for", max_length=120)
    message = models.CharField(
        "what they hear", max_length=250, help_text="One message, in plain words."
    )
    channel = models.CharField("how it reaches them", max_length=200)
    day = models.DateField(null=True, blank=True, help_text="Leave it empty while it is not agreed.")
    owner = models.CharField("who sees to it", max_length=120, help_text="A role, not a person.")
    outcome = models.CharField("what came of it", max_length=300, blank=True)
    is_agreed = models.BooleanField(
        "it is agreed", default=False, help_text="Until then the page calls it a draft."
    )
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords(excluded_fields=["version"])

    objects = PlanRowQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = "row of the communications plan"
        verbose_name_plural = "communications plan"

    def __str__(self):
        return f"{self.who}: {self.message}"
