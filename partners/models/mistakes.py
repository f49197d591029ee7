"""A visitor says that something on a partner's page is wrong. Kept until somebody has put it right."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.workflow import one_winner
from partners.models.answers_once import WritesBackOnce

KEPT_DAYS = 90
DONE_ALREADY = "Somebody has marked this as done already."


class MistakeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state=Mistake.State.OPEN).order_by("sent_at", "pk")

    def done_long_ago(self):
        return self.filter(done_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))


class Mistake(WritesBackOnce):
    """Something on a partner's page is wrong, a visitor says. If it is still wrong afterwards, it waits again."""

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        DONE = "done", "Done"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        "partners.Partner", models.CASCADE, related_name="mistakes", editable=False
    )
    words = models.TextField("what is wrong", max_length=2_000)
    email = MailAddressField("e-mail address", blank=True)
    answer = models.TextField(
        "what was done", max_length=1_000, blank=True, default="", db_default="", editable=False
    )
    state = models.CharField(max_length=4, choices=State, default=State.OPEN, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = MistakeQuerySet.as_manager()

    class Meta:
        verbose_name = "mistake that was reported"
        verbose_name_plural = "mistakes that were reported"
        indexes = [models.Index("state", "sent_at", "id", name="mistakes_by_state")]
        constraints = [
            *WritesBackOnce.Meta.constraints,
            models.CheckConstraint(
                name="mistake_is_open_or_says_who_settled_it",
                condition=Q(state="open", done_at=None, done_by=None)
                | Q(state="done", done_at__isnull=False, done_by__isnull=False),
            ),
            models.CheckConstraint(name="mistake_says_what_is_wrong", condition=~Q(words="")),
        ]

    def __str__(self):
        return f"{self.partner}, {timezone.localtime(self.sent_at):%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def version(self) -> int:
        """Of what somebody reads before they settle it: it waits a second time if it was still wrong."""
        return 2 if self.has_replied else 1

    @property
    def hears(self) -> bool:
        """Whether somebody gave an address to be told at."""
        return bool(self.email)

    def settle(self, by, answer: str = "") -> None:
        """As it was read. Raises ValidationError if somebody was quicker."""
        done = {"state": self.State.DONE, "done_at": timezone.now(), "done_by": by}
        done |= {"answer": answer, "token": self.link_for_them()}
        as_read = Q(state=self.State.OPEN, replied_at=self.replied_at)
        one_winner.change(self, as_read, DONE_ALREADY, **done)

    def still_wrong(self, text: str) -> None:
        """It waits again. Raises ValidationError the second time."""
        self.write_back(text, state=self.State.OPEN, done_at=None, done_by=None)
