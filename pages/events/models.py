"""A day to come to: a training, a meeting, a workshop. Django finds the table through `pages.models`."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from coproduction_site.cache import revision
from coproduction_site.cache.revision import shown_to_public
from coproduction_site.rich_text import RichTextField
from coproduction_site.search import following
from coproduction_site.workflow import one_winner
from coproduction_site.workflow.versions import Versioned
from pages.audience import Audience
from pages.events.card import EventCard, are_on_one_day

A_FEW = 5  # Of fewer free places than this no page says how many.
CANCELLED_STAYS = PAST_STAYS = timedelta(days=30)  # In a calendar.
CALENDAR_AHEAD = timedelta(days=400)  # A year and a bit: later days come in as time passes.
MOST_IN_CALENDAR = 1_000
IN_CALENDAR = (
    *("uid", "slug", "version", "state", "changed_at", "starts_at", "ends_at"),
    *("title", "summary", "place"),
)
CANCELLED_ALREADY = "This day is cancelled already."
BEGUN_ALREADY = "This day has begun, so it cannot be cancelled any more."
NOT_FOLLOWED = ["version", "state", "cancelled_at", "why_cancelled", "taken", "stage", "changed_at"]


class EventQuerySet(models.QuerySet):
    def coming(self, now):
        """Also those that go on now, and those that were cancelled: who wanted to come looks for them."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "pk")

    def on(self, now):
        return self.coming(now).filter(state=Event.State.ON)

    def past(self, now):
        return self.filter(ends_at__lte=now, state=Event.State.ON).order_by("-starts_at", "-pk")

    def in_calendars(self, now):
        """Those that are cancelled first: if there are more than fit, no copy misses that a day will not be."""
        cancelled = Q(state=Event.State.CANCELLED, cancelled_at__gt=now - CANCELLED_STAYS)
        on = Q(state=Event.State.ON, ends_at__gt=now - PAST_STAYS, starts_at__lt=now + CALENDAR_AHEAD)
        found = self.filter(on | cancelled).order_by("state", "starts_at", "pk")
        return found.only(*IN_CALENDAR)[:MOST_IN_CALENDAR]


class EventState(models.TextChoices):
    ON = "on", "It goes on"
    CANCELLED = "cancelled", "Cancelled"


@shown_to_public
class Event(Versioned):
    """A row is public; what staff prepare is a draft over it. Without a `capacity` nobody has to book.

    `taken` counts places that somebody has or is offered. Only `booking.places` writes it.
    """

    State = EventState

    class Kind(models.TextChoices):
        TRAINING = "training", "Training"
        MEETING = "meeting", "Meeting"
        WORKSHOP = "workshop", "Workshop"
        GET_TOGETHER = "together", "Get-together"

    class Stage(models.TextChoices):
        AHEAD = "ahead", "Has not begun"
        NOW = "now", "Goes on now"
        OVER = "over", "Is over"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        "address",
        unique=True,
        help_text="The last part of the web address. If you change it, the old one leads to the new.",
    )
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, help_text="One sentence: what it is about.")
    kind = models.CharField(max_length=8, choices=Kind)
    audience = models.CharField(
        "who it is for", max_length=9, choices=Audience, default=Audience.EVERYBODY
    )
    starts_at = models.DateTimeField("begins")
    ends_at = models.DateTimeField("ends")
    place = models.CharField(
        max_length=300,
        help_text="In words, as you would tell somebody: the building, the street, the bus. Or: online.",
    )
    costs = models.CharField("what it costs", max_length=200, default="Nothing. It is free.")
    pays = models.CharField(
        "what we pay people who come",
        max_length=300,
        help_text="Fares, child care, thanks for their time.",
    )
    run_by = models.CharField(
        "who runs it",
        max_length=200,
        help_text="All of them, families too. For example: two parents and Sam.",
    )
    step_free = models.BooleanField("step-free way in", default=False)
    hearing_loop = models.BooleanField("hearing loop", default=False)
    accessible_toilet = models.BooleanField("accessible toilet", default=False)
    parking = models.BooleanField("parking for disabled people", default=False)
    quiet_room = models.BooleanField("quiet room", default=False)
    interpreter = models.BooleanField("BSL interpreter", default=False)
    getting_in = models.TextField(
        "more about getting in",
        max_length=1_000,
        blank=True,
        help_text="Doors, lifts, lights, breaks, and what is not there.",
    )
    capacity = models.PositiveSmallIntegerField(
        "places", null=True, blank=True, help_text="Leave it empty if nobody has to book."
    )
    about = RichTextField("more about the day", blank=True)
    outcome = RichTextField(
        "what came of it",
        blank=True,
        help_text="Afterwards: what people said, what you do now, what you cannot do and why.",
    )

    taken = models.PositiveSmallIntegerField(default=0, editable=False)
    stage = models.CharField(max_length=5, choices=Stage, default=Stage.AHEAD, editable=False)
    state = models.CharField(max_length=9, choices=EventState, default=EventState.ON, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    why_cancelled = models.CharField(max_length=300, blank=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)
    history = HistoricalRecords(excluded_fields=NOT_FOLLOWED)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        verbose_name = "training or meeting"
        verbose_name_plural = "training and meetings"
        indexes = [models.Index("ends_at", "starts_at", name="events_by_day")]
        constraints = [
            models.CheckConstraint(
                name="event_ends_after_it_begins",
                condition=Q(ends_at__gt=F("starts_at")),
                violation_error_message="It has to end after it begins.",
            ),
            models.CheckConstraint(
                name="event_has_no_more_people_than_places",
                condition=Q(capacity=None, taken=0)
                | Q(capacity__isnull=False, taken__lte=F("capacity")),
                violation_error_message="More people than that have a place. Cancel some first.",
            ),
            models.CheckConstraint(
                name="event_that_is_cancelled_says_when_and_why",
                condition=Q(state=EventState.ON, cancelled_at=None, why_cancelled="")
                | (Q(state=EventState.CANCELLED, cancelled_at__isnull=False) & ~Q(why_cancelled="")),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:event", args=[self.slug])

    def cancel(self, by, reason: str) -> None:
        """For good. Who booked is told by `booking.actions`."""
        now = timezone.now()
        refusal = BEGUN_ALREADY if self.starts_at <= now else CANCELLED_ALREADY
        one_winner.change(
            self,
            Q(state=self.State.ON, starts_at__gt=now),
            refusal,
            state=self.State.CANCELLED,
            cancelled_at=now,
            why_cancelled=reason,
            changed_at=now,
            version=F("version") + 1,
        )
        following.follow(Event, self)
        revision.move()

    def stage_at(self, now) -> "Event.Stage":
        if self.ends_at <= now:
            return self.Stage.OVER
        return self.Stage.NOW if self.starts_at <= now else self.Stage.AHEAD

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def day(self):
        """Where the people are."""
        return timezone.localdate(self.starts_at)

    @property
    def ends_on_its_day(self) -> bool:
        return are_on_one_day(self.starts_at, self.ends_at)

    @property
    def has_places(self) -> bool:
        return self.capacity is not None

    @property
    def can_be_booked(self) -> bool:
        """A place, or one on the waiting list."""
        return self.has_places and not self.is_cancelled and not self.has_begun

    @property
    def is_full(self) -> bool:
        return self.has_places and self.taken >= self.capacity

    @property
    def places_in_words(self) -> str:
        """Never a number: a small one tells who is coming."""
        if self.is_full:
            return "Waiting list"
        return "Places left" if (self.capacity or 0) - self.taken >= A_FEW else "A few places left"

    @property
    def card(self) -> EventCard:
        return EventCard.of(self)

    @property
    def ways_in(self) -> list[tuple[str, bool]]:
        names = [
            "step_free",
            "hearing_loop",
            "accessible_toilet",
            "parking",
            "quiet_room",
            "interpreter",
        ]
        labels = [self._meta.get_field(name).verbose_name for name in names]
        return [
            (label[0].upper() + label[1:], getattr(self, name))
            for name, label in zip(names, labels, strict=True)
        ]
