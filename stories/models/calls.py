"""Somebody who would rather talk: a number to ring, and when. It goes when it is done."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from coproduction_site import limits, telephone
from coproduction_site.workflow import one_winner
from stories.models import languages
from stories.models.keys import new_reference

ASKING = limits.CALLS_ASKED


class CallRequestQuerySet(models.QuerySet):
    def open(self):
        """Oldest first."""
        return self.filter(state=CallRequest.State.OPEN).order_by("asked_at", "pk")

    def done(self):
        """The latest first, as long as they are kept."""
        return self.filter(state=CallRequest.State.DONE).order_by("-done_at", "-pk")

    def done_long_ago(self):
        limit = timezone.now() - timedelta(days=settings.CALL_DAYS)
        return self.filter(state=CallRequest.State.DONE, done_at__lt=limit)


class CallRequest(models.Model):
    class State(models.TextChoices):
        OPEN = "open", "To ring"
        DONE = "done", "Done"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(max_length=9, unique=True, default=new_reference, editable=False)
    state = models.CharField(max_length=4, choices=State, default=State.OPEN, editable=False)
    number = models.CharField("your telephone number", max_length=30)
    name = models.CharField("what shall we call you?", max_length=60, blank=True)
    when = models.CharField("when can we ring you?", max_length=200, blank=True)
    language = models.CharField("which language do you want to speak?", max_length=10, blank=True)
    needs_interpreter = models.BooleanField("I would like an interpreter", default=False)
    words = models.TextField(
        "is there anything that we should know first?", max_length=1_000, blank=True
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    story = models.ForeignKey(
        "stories.Story", models.CASCADE, null=True, editable=False, related_name="calls"
    )

    objects = CallRequestQuerySet.as_manager()

    class Meta:
        indexes = [models.Index("state", "asked_at", "id", name="calls_oldest_first")]
        constraints = [
            models.CheckConstraint(
                name="call_that_is_done_says_when_and_by_whom",
                condition=Q(state="open", done_at=None, done_by=None)
                | Q(state="done", done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(name="call_has_a_number", condition=~Q(number="")),
        ]

    def __str__(self):
        return self.reference

    @property
    def language_name(self) -> str:
        return languages.name_of(self.language)

    @property
    def number_link(self) -> str:
        """For a link that a telephone rings. Empty if it is not sure."""
        return telephone.link(self.number)

    def finish(self, by) -> None:
        """Rung, or settled in another way. Pressed twice by two people, one of them did it."""
        done = {"state": self.State.DONE, "done_at": timezone.now(), "done_by": by}
        one_winner.change(self, Q(state=self.State.OPEN), "A colleague has done this already.", **done)

    def became(self, story, by) -> bool:
        """Somebody typed in what was told. Of two who do, one story comes from it; then the call is done too."""
        if not one_winner.wins(self, Q(story=None), story=story):
            return False
        done = {"state": self.State.DONE, "done_at": timezone.now(), "done_by": by}
        one_winner.wins(self, Q(state=self.State.OPEN), **done)
        return True

    @property
    def in_which_language(self) -> str:
        return f"{self.language_name}{', with an interpreter' if self.needs_interpreter else ''}"

    def reopen(self) -> None:
        """Marked as done in error: it waits to be rung again."""
        again = {"state": self.State.OPEN, "done_at": None, "done_by": None}
        one_winner.change(self, Q(state=self.State.DONE), "It is in the list already.", **again)
