"""What partners send in, and somebody of the council reads before anybody else sees it."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from coproduction_site.workflow import one_winner
from coproduction_site.workflow.versions import Versioned

READ_ALREADY = "Somebody has read this already."


class ReadState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    TAKEN = "taken", "Taken"
    NOT_TAKEN = "not taken", "Not taken"


class ReadFirstQuerySet(models.QuerySet):
    def waiting(self):
        """The longest first."""
        return self.filter(state=ReadState.WAITING).order_by("sent_at", "pk")

    def read(self):
        return self.exclude(state=ReadState.WAITING).order_by("-read_at", "-pk")


class ReadFirst(Versioned):
    """Taken or left out, once, with an answer that the partner reads. A table of it has a `partner` and a `title`."""

    State = ReadState

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=10, choices=ReadState, default=ReadState.WAITING, editable=False)
    answer = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    read_at = models.DateTimeField(null=True, editable=False)

    objects = ReadFirstQuerySet.as_manager()

    class Meta:
        abstract = True
        indexes = [models.Index("state", "sent_at", name="%(class)ss_by_state")]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_waits_or_was_read_on_a_day",
                condition=Q(state=ReadState.WAITING, read_at=None)
                | Q(state__in=[ReadState.TAKEN, ReadState.NOT_TAKEN], read_at__isnull=False),
            )
        ]

    def take(self, answer: str = "", **columns) -> None:
        self._read(ReadState.TAKEN, answer, columns)

    def leave_out(self, answer: str) -> None:
        self._read(ReadState.NOT_TAKEN, answer, {})

    def _read(self, state, answer, columns) -> None:
        """Raises ValidationError if somebody was quicker."""
        still = Q(state=ReadState.WAITING, version=self.version)
        columns |= {"state": state, "answer": answer, "read_at": timezone.now()}
        one_winner.change(self, still, READ_ALREADY, version=F("version") + 1, **columns)
