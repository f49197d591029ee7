"""What partners would like to ask people. Somebody of the council reads it first."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.kept_days import kept_since
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.versions import Versioned
from pages.chances import gate
from pages.chances.models import KEPT_DAYS

READ_ALREADY = "Somebody has read this already."


class OfferState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    TAKEN = "taken", "We show it"
    NOT_TAKEN = "not taken", "We don’t show it"


class OfferQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=OfferState.WAITING)

    def kept_long_enough(self):
        return self.filter(read_at__lt=kept_since(KEPT_DAYS))


class Offer(Versioned, gate.Honest):
    """A chance as a partner wrote it, through the same gate. A yes makes a draft of it; who typed it is not kept."""

    State = OfferState

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="offered_chances")
    state = models.CharField(
        max_length=10, choices=OfferState, default=OfferState.WAITING, editable=False
    )
    answer = models.CharField(max_length=500, blank=True)
    draft = models.ForeignKey(
        "coproduction_site.Draft", models.SET_NULL, null=True, editable=False, related_name="+"
    )
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    objects = OfferQuerySet.as_manager()

    class Meta(gate.Honest.Meta):
        verbose_name = "chance from a partner"
        verbose_name_plural = "chances from partners"
        indexes = [models.Index("state", "sent_at", name="offers_by_state")]
        constraints = [
            *gate.Honest.Meta.constraints,
            models.CheckConstraint(
                name="offer_waits_or_was_read_on_a_day",
                condition=Q(state=OfferState.WAITING, read_at=None)
                | Q(state__in=[OfferState.TAKEN, OfferState.NOT_TAKEN], read_at__isnull=False),
            ),
        ]

    def take(self, answer: str, draft) -> None:
        self._read(OfferState.TAKEN, answer, draft=draft)

    def leave_out(self, answer: str) -> None:
        self._read(OfferState.NOT_TAKEN, answer)

    def _read(self, state, answer, **columns) -> None:
        """Raises ValidationError if somebody was quicker."""
        still = Q(state=OfferState.WAITING, version=self.version)
        columns |= {"state": state, "answer": answer, "read_at": timezone.now()}
        one_winner.change(self, still, READ_ALREADY, version=F("version") + 1, **columns)
