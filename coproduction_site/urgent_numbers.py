"""Who to ring or text when it cannot wait, as rows that staff keep."""

import re

from django.db import models
from simple_history.models import HistoricalRecords

from coproduction_site import telephone
from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned

FOR_A_CHILD_NOW = {
    "999",
    "08001111",
}  # The police or an ambulance, and Childline: the same in all the country.


class UrgentNumberQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(is_shown=True).exclude(number="")


@shown_to_public
class UrgentNumber(Versioned):
    """Who to ring or text when it cannot wait. Shown wherever somebody may write about harm."""

    label = models.CharField(max_length=100)
    who_for = models.CharField(max_length=160, blank=True)
    number = models.CharField(max_length=40, blank=True)
    is_for_texts = models.BooleanField(
        "is for text messages", default=False, help_text="Nobody answers when you ring it."
    )
    note = models.CharField(max_length=200, blank=True)
    is_confirmed = models.BooleanField("is confirmed", default=False)
    is_shown = models.BooleanField("is shown", default=True)
    helps_with = models.CharField(
        "words of warnings that it helps with",
        max_length=300,
        blank=True,
        default="",
        db_default="",
        help_text="With a comma between them. Where the warning before a story has a word that begins like one of these, this number stands beside it.",
    )
    order = models.PositiveSmallIntegerField(default=0)
    history = HistoricalRecords(excluded_fields=["version"])

    objects = UrgentNumberQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self):
        return f"{self.label}: {self.number}"

    @property
    def is_for_a_child_now(self) -> bool:
        """Shown on every page on which a child may be telling us something: these rows, whatever else is there."""
        return self.number.replace(" ", "") in FOR_A_CHILD_NOW

    @property
    def address(self) -> str:
        """What a telephone does when it is pressed: ring, or begin a text message. Empty if that is not sure."""
        return telephone.link(self.number, self.is_for_texts)

    def helps_with_note(self, note: str) -> bool:
        beginnings = [word.strip() for word in self.helps_with.split(",")]
        return any(
            re.search(rf"\b{re.escape(beginning)}", note, re.IGNORECASE)
            for beginning in beginnings
            if beginning
        )
