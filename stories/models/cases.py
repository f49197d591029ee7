"""What safeguarding leads do about a story that is held: a case for each time that it is held, and its end.

None of it is for the teller, for moderators or for administrators.
"""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from stories.models.consent_dates import years_later
from stories.models.events import EventKind
from stories.models.safeguarding import SafeguardingAlert

SENT_STRAIGHT = "Its teller pressed “Send this now to somebody who keeps children safe”."
CLOSED = "This case is closed. Open it again first."


class Outcome(models.TextChoices):
    """The last one is chosen by giving the story back, and by nothing else."""

    PASSED_ON = "passed_on", "Passed on to somebody whose job it is to help"
    ALREADY = "already", "People who help know of it already"
    NO_CONCERN = "no_concern", "No concern: nobody is in danger"
    OTHER = "other", "Another end"
    QUEUE = "queue", "Back to the moderators"


ENDS = [(code, label) for code, label in Outcome.choices if code != Outcome.QUEUE]
# What cannot be understood later without words: to whom, or what happened.
NEEDS_WORDS = (Outcome.PASSED_ON, Outcome.OTHER, Outcome.QUEUE)


class CaseQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at=None)

    def not_over(self):
        """Open, or closed for less than `SAFEGUARDING_CASE_YEARS`."""
        limit = years_later(timezone.now(), -settings.SAFEGUARDING_CASE_YEARS)
        return self.filter(Q(closed_at=None) | Q(closed_at__gte=limit))


def first_due():
    return timezone.now() + timedelta(hours=settings.SAFEGUARDING_HOURS)


class SafeguardingCase(models.Model):
    """One at a time for a story. Its words are changed by nobody; what is new is a note."""

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="cases")
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.TextField("why is it held?", blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField("when is the next step due?", default=first_due)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    outcome = models.CharField("how did it end?", max_length=10, choices=Outcome, blank=True)
    outcome_words = models.TextField(blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["opened_at", "pk"]
        indexes = [models.Index("due_at", condition=Q(closed_at=None), name="case_that_is_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["story"], condition=Q(closed_at=None), name="one_open_case_for_a_story"
            ),
            models.CheckConstraint(
                name="closed_case_says_when_by_whom_and_how_it_ended",
                condition=Q(closed_at=None, closed_by=None, outcome="", outcome_words="")
                | Q(
                    closed_at__gte=F("opened_at"),
                    closed_by__isnull=False,
                    outcome__in=Outcome.values,
                ),
            ),
            models.CheckConstraint(
                name="some_ends_of_a_case_need_words",
                condition=~Q(outcome__in=NEEDS_WORDS) | ~Q(outcome_words=""),
            ),
        ]

    def __str__(self):
        return f"Case of {self.story}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_at < timezone.now()

    def change(self, **changes) -> None:
        """Called with the story's version taken, so that of two leads one is told."""
        if not type(self).objects.open().filter(pk=self.pk).update(**changes):
            raise ValidationError(CLOSED)
        self.refresh_from_db()

    def end(self, lead, outcome: str, words: str) -> None:
        if outcome in NEEDS_WORDS and not words.strip():
            raise ValidationError("Write a few words about it: to whom it went, or what happened.")
        end = {"outcome": Outcome(outcome), "outcome_words": words.strip()}
        self.change(closed_at=timezone.now(), closed_by=lead, **end)

    def tells(self, by, **answers) -> bool:
        """Whether it says this already, for a button that was pressed twice."""
        if "note" in answers:
            return self.notes.filter(by=by, words=answers["note"]).exists()
        return all(getattr(self, name) == answer for name, answer in answers.items())


class CaseNote(models.Model):
    """From one lead to the others. Rows are added, never changed."""

    case = models.ForeignKey(SafeguardingCase, models.CASCADE, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    words = models.TextField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="case_note_has_words", condition=~Q(words=""))]

    def __str__(self):
        return f"Note of {self.by}"


def follow(story, kind, by, words) -> None:
    """Called with each event: whatever holds a story opens a case, and whatever gives it back closes it."""
    if kind == EventKind.HELD:
        SafeguardingCase.objects.create(story=story, opened_by=by, why=words)
    elif kind == EventKind.DISCLOSED:
        story.cases.get_or_create(closed_at=None, defaults={"why": SENT_STRAIGHT})
    elif kind == EventKind.RELEASED:
        case_of(story).end(by, Outcome.QUEUE, words)
    elif kind == EventKind.OPENED:
        SafeguardingAlert.objects.note_seen(story, by)


def case_of(story) -> SafeguardingCase:
    """The one that is open, or else the last. A story that the release before this one held gets one now."""
    return story.cases.order_by("-opened_at", "-pk").first() or give_case(story)[0]


def give_case(story) -> tuple[SafeguardingCase, bool]:
    """To a story that has none, and whether it was given by this call."""
    event = story.events.filter(kind=EventKind.HELD).last()
    begun = story.held_at or timezone.now()
    first = {"opened_at": begun, "opened_by": event and event.by, "why": event.words if event else ""}
    return SafeguardingCase.objects.get_or_create(story=story, closed_at=None, defaults=first)
