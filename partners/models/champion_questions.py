"""A visitor asks a champion for advice. It is tracked until it is answered, against a day that was promised."""

import uuid
from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.workflow import one_winner
from partners.models.answers_once import WritesBackOnce

KEPT_DAYS = 90
ANSWERED_ALREADY = "Somebody has answered this already."


def promised_day() -> date:
    return timezone.localdate() + timedelta(days=settings.CHAMPION_REPLY_DAYS)


class QuestionQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=Question.State.WAITING).order_by("due_on", "pk")

    def overdue(self):
        return self.waiting().filter(due_on__lt=timezone.localdate())

    def answered_long_ago(self):
        return self.filter(answered_at__lt=timezone.now() - timedelta(days=KEPT_DAYS))


class Question(WritesBackOnce):
    """Somebody asks a champion for advice about co-production."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waits for an answer"
        ANSWERED = "answered", "Answered"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(
        "partners.Partner", models.CASCADE, related_name="questions", editable=False
    )
    words = models.TextField("question", max_length=2_000)
    name = models.CharField(max_length=80)
    email = MailAddressField("e-mail address")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField("answer promised by", default=promised_day, editable=False)
    answer = models.TextField(max_length=5_000, blank=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question to a champion"
        verbose_name_plural = "questions to champions"
        indexes = [models.Index("state", "due_on", "id", name="questions_by_state")]
        constraints = [
            *WritesBackOnce.Meta.constraints,
            models.CheckConstraint(
                name="question_waits_or_has_an_answer",
                condition=Q(state="waiting", answer="", answered_at=None, answered_by=None)
                | (
                    Q(state="answered", answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(answer="")
                ),
            ),
            models.CheckConstraint(
                name="question_says_something_and_who_asks",
                condition=~Q(words="") & ~Q(name="") & ~Q(email=""),
            ),
        ]

    def __str__(self):
        return f"{self.partner}, {timezone.localtime(self.sent_at):%-d %B %Y}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def is_overdue(self) -> bool:
        return self.is_waiting and self.due_on < timezone.localdate()

    def give_answer(self, by, text: str) -> None:
        """Nobody gets two answers: raises ValidationError if somebody was quicker."""
        done = {"answer": text, "token": self.link_for_them()}
        done |= {"state": self.State.ANSWERED, "answered_at": timezone.now(), "answered_by": by}
        one_winner.change(self, Q(state=self.State.WAITING), ANSWERED_ALREADY, **done)
