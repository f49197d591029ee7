"""What partners suggest for the list. Somebody of the council reads it first."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.workflow import one_winner
from coproduction_site.workflow.versions import Versioned

READ_ALREADY = "Somebody has read this already."


class SuggestionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Suggestion.State.WAITING)


class Suggestion(Versioned):
    """A partner says: this belongs in the list. Nobody outside reads it, and who typed it is not kept."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be read"
        TAKEN = "taken", "We add it"
        NOT_TAKEN = "not taken", "We don’t add it"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="suggested_resources")
    title = models.CharField(max_length=120)
    link = models.URLField(max_length=400)
    why = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, editable=False)
    answer = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = "suggested resource"
        indexes = [models.Index("state", "sent_at", name="suggestions_by_state")]
        constraints = [
            models.CheckConstraint(
                name="suggestion_waits_or_was_read_on_a_day",
                condition=Q(state="waiting", read_at=None)
                | Q(state__in=["taken", "not taken"], read_at__isnull=False),
            )
        ]

    def __str__(self):
        return self.title

    def take(self, answer: str = "") -> None:
        self._read(self.State.TAKEN, answer)

    def leave_out(self, answer: str) -> None:
        self._read(self.State.NOT_TAKEN, answer)

    def _read(self, state, answer) -> None:
        """Raises ValidationError if somebody was quicker."""
        still = Q(state=self.State.WAITING, version=self.version)
        columns = {"state": state, "answer": answer, "read_at": timezone.now()}
        one_winner.change(self, still, READ_ALREADY, version=F("version") + 1, **columns)
