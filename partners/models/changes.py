"""What a partner asks to change about its profile, until somebody of the council has read it.

The public profile stands in `Partner` and nowhere else: nothing here shows before it is approved.
"""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from partners.models.change_verbs import ChangeVerbs
from partners.models.remarks import Remark, remarks_on

SAID_KEPT_DAYS = 90


class ProfileChangeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=ProfileChange.OPEN)

    def waiting(self):
        """What somebody of the council has to read, oldest first."""
        return self.filter(state=ProfileChange.State.SENT).order_by("sent_at", "pk")

    def over_long_ago(self):
        """Decided or taken back so long ago that what was said about it goes."""
        recent = ProfileChangeEvent.objects.filter(
            change=OuterRef("pk"), at__gte=timezone.now() - timedelta(days=SAID_KEPT_DAYS)
        )
        return self.exclude(state__in=ProfileChange.OPEN).exclude(Exists(recent))

    def with_partner(self):
        return self.filter(state__in=ProfileChange.WITH_PARTNER)


class ChangeState(models.TextChoices):
    DRAFT = "draft", "Not sent yet"
    SENT = "sent", "Waiting to be read"
    RETURNED = "returned", "Came back to the partner"
    APPROVED = "approved", "Approved"
    WITHDRAWN = "withdrawn", "Taken back"


class ProfileChange(ChangeVerbs, models.Model):
    """One set of changes to one profile. `base` holds what was live when each field was last written."""

    State = ChangeState
    WITH_PARTNER = (State.DRAFT, State.RETURNED)
    OPEN = (*WITH_PARTNER, State.SENT)

    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="changes")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    base = models.JSONField(default=dict, editable=False)
    asked = models.JSONField(default=dict, editable=False)
    reasons = models.JSONField(default=dict, editable=False)
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    sent_at = models.DateTimeField(null=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = ProfileChangeQuerySet.as_manager()

    class Meta:
        verbose_name = "change to a profile"
        verbose_name_plural = "changes to profiles"
        indexes = [models.Index("state", "sent_at", "id", name="profile_change_queue")]
        constraints = [
            models.UniqueConstraint(
                name="one_open_change_for_a_profile",
                fields=["partner"],
                condition=Q(state__in=[ChangeState.DRAFT, ChangeState.SENT, ChangeState.RETURNED]),
            ),
            models.CheckConstraint(
                name="profile_change_state_is_known",
                condition=Q(state__in=ChangeState.values),
            ),
            models.CheckConstraint(
                name="sent_profile_change_says_when_and_by_whom",
                condition=Q(
                    state__in=[ChangeState.DRAFT, ChangeState.WITHDRAWN], sent_at=None, sent_by=None
                )
                | Q(
                    state__in=[ChangeState.SENT, ChangeState.RETURNED, ChangeState.APPROVED],
                    sent_at__isnull=False,
                    sent_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="decided_profile_change_says_when_and_by_whom",
                condition=Q(
                    state__in=[ChangeState.DRAFT, ChangeState.SENT, ChangeState.WITHDRAWN],
                    decided_at=None,
                    decided_by=None,
                )
                | Q(
                    state__in=[ChangeState.RETURNED, ChangeState.APPROVED],
                    decided_at__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="returned_profile_change_says_why",
                condition=Q(Q(state=ChangeState.RETURNED) & ~Q(reasons={}))
                | Q(~Q(state=ChangeState.RETURNED), reasons={}),
            ),
            models.CheckConstraint(
                name="profile_change_that_is_read_asks_for_something",
                condition=Q(state__in=[ChangeState.DRAFT, ChangeState.WITHDRAWN]) | ~Q(asked={}),
            ),
        ]

    def __str__(self):
        return f"{self.partner}: {self.get_state_display().lower()}"

    @property
    def is_with_partner(self) -> bool:
        return self.state in self.WITH_PARTNER

    @property
    def is_sent(self) -> bool:
        return self.state == self.State.SENT

    @property
    def came_back(self) -> bool:
        return self.state == self.State.RETURNED

    @property
    def remarks(self) -> list[Remark]:
        """Why parts of it came back."""
        return remarks_on(self.reasons)

    def was_sent_with(self, user, shown: int, note: str, replies: dict[str, str]) -> bool:
        """By this person, from a page with this version, and with just these words."""
        if not self.is_sent or (self.sent_by_id, self.version) != (user.pk, shown + 1):
            return False
        said = {event.kind: event.said for event in self.events.filter(at__gte=self.sent_at)}
        answered = {part: reply for part, reply in replies.items() if reply}
        noted = said.get(ProfileChangeEvent.Kind.NOTED, {}).get("note", "")
        return (noted, said.get(ProfileChangeEvent.Kind.REPLIED, {})) == (note, answered)

    @property
    def thread(self) -> models.QuerySet:
        """What happened and what was said, in the order to be read."""
        return self.events.select_related("by")

    @property
    def days_waiting(self) -> int:
        return (timezone.localdate() - timezone.localtime(self.sent_at).date()).days


class ProfileChangeEventQuerySet(models.QuerySet):
    def forget_what_was_said(self) -> int:
        """Notes, answers and reasons go; that something was sent, came back or was approved stays."""
        Kind = ProfileChangeEvent.Kind
        said, _ = self.filter(kind__in=ProfileChangeEvent.SAID).delete()
        return said + self.filter(kind=Kind.RETURNED).exclude(said={}).update(said={})


class ProfileChangeEvent(models.Model):
    """What happened to a set of changes, and what was said about it. Rows are added and never written over."""

    class Kind(models.TextChoices):
        STARTED = "started", "Started"
        SENT = "sent", "Sent to be read"
        TAKEN_BACK = "taken_back", "Changed while it waited, so it was not waiting any more"
        APPROVED = "approved", "Approved and live"
        RETURNED = "returned", "Came back with reasons"
        WITHDRAWN = "withdrawn", "Taken back for good"
        REPLIED = "replied", "Answered what came back"
        NOTED = "noted", "Wrote a note"

    SAID = (Kind.REPLIED, Kind.NOTED)

    change = models.ForeignKey(ProfileChange, models.CASCADE, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said = models.JSONField(default=dict, help_text="Field and its words, or field and its reason.")

    objects = ProfileChangeEventQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.change_id} · {self.get_kind_display()}"

    @property
    def remarks(self) -> list[Remark]:
        """Reasons, or what was answered to them."""
        return remarks_on(self.said) if self.kind in (self.Kind.RETURNED, self.Kind.REPLIED) else []

    @property
    def note(self) -> str:
        return self.said.get("note", "") if self.kind == self.Kind.NOTED else ""
