"""Who comes to a day, who waits, and what they need there. Django finds the tables through `pages.models`."""

import re
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.kept_days import kept_since
from coproduction_site.mail_addresses import MailAddressField, key_of
from coproduction_site.private_links import new_token
from coproduction_site.telephone import dialled
from coproduction_site.workflow.versions import Versioned

NAMES_KEPT_DAYS = 60
NEEDS_KEPT_DAYS = 14
NOBODY_TO_REACH = "Write an e-mail address or a phone number."


def person_of(email: str, telephone: str) -> str:
    """What counts as one person: an address, or else a number, with or without its country. It names nobody."""
    number = re.sub(r"^\+44", "0", dialled(telephone))
    return key_of(email or number or telephone)


class BookingState(models.TextChoices):
    BOOKED = "booked", "Has a place"
    WAITING = "waiting", "On the waiting list"
    OFFERED = "offered", "Is offered a place"
    PASSED = "passed", "The offer went to the next person"
    CANCELLED = "cancelled", "Cancelled"


HOLDING = [BookingState.BOOKED, BookingState.OFFERED]
OPEN = [*HOLDING, BookingState.WAITING]


class BookingQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def holding(self):
        """Those that a place is counted for."""
        return self.filter(state__in=HOLDING)

    def waiting(self):
        """Whoever waits longest is first."""
        return self.filter(state=BookingState.WAITING).order_by("queued_at", "pk")

    def offers_over(self, now):
        return self.filter(state=BookingState.OFFERED, offered_until__lte=now)

    def long_over(self):
        return self.filter(event__ends_at__lt=kept_since(NAMES_KEPT_DAYS))


class Booking(Versioned):
    """One person at one day. The link of its letter is its key; nobody needs an account.

    `placed_at` is when they got their place: who was told yesterday needs no letter about next week.
    """

    State = BookingState

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    event = models.ForeignKey("pages.Event", models.PROTECT, related_name="bookings", editable=False)
    name = models.CharField(max_length=80)
    email = MailAddressField("e-mail address", blank=True)
    telephone = models.CharField("phone number", max_length=40, blank=True)
    person = models.CharField(max_length=24, editable=False)
    state = models.CharField(max_length=9, choices=BookingState, editable=False)
    offered_until = models.DateTimeField(null=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    queued_at = models.DateTimeField(default=timezone.now, editable=False)
    placed_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    week_letter_for = models.DateField(null=True, editable=False)
    day_letter_for = models.DateField(null=True, editable=False)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["queued_at", "pk"]
        indexes = [models.Index("event", "state", "queued_at", "id", name="bookings_in_order")]
        constraints = [
            models.UniqueConstraint(
                "event", "person", name="one_open_booking_a_person", condition=Q(state__in=OPEN)
            ),
            models.CheckConstraint(
                name="booking_says_who_and_can_be_reached",
                condition=~Q(name="") & (~Q(email="") | ~Q(telephone="")) & ~Q(person=""),
            ),
            models.CheckConstraint(
                name="booking_is_in_a_state_that_is_known", condition=Q(state__in=BookingState.values)
            ),
            models.CheckConstraint(
                name="offered_place_says_until_when",
                condition=Q(state=BookingState.OFFERED, offered_until__isnull=False)
                | (~Q(state=BookingState.OFFERED) & Q(offered_until=None)),
            ),
            models.CheckConstraint(
                name="cancelled_booking_says_when",
                condition=Q(state=BookingState.CANCELLED, cancelled_at__isnull=False)
                | (~Q(state=BookingState.CANCELLED) & Q(cancelled_at=None)),
            ),
        ]

    def __str__(self):
        return f"{self.event}, {timezone.localtime(self.made_at):%-d %B %Y}"

    def get_own_url(self):
        return reverse("booking:mine", args=[self.token])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_offered_now(self) -> bool:
        return self.state == BookingState.OFFERED and self.offered_until > timezone.now()

    @property
    def need(self) -> str:
        found = AccessNeed.objects.filter(booking=self).first()
        return found.text if found else ""


class AccessNeed(models.Model):
    """What somebody needs on the day. It stands by itself, for those who make the day ready and nobody else."""

    booking = models.OneToOneField(Booking, models.CASCADE, related_name="access_need")
    text = models.TextField(max_length=1_000)

    class Meta:
        verbose_name = "access need"
        constraints = [models.CheckConstraint(name="access_need_says_something", condition=~Q(text=""))]

    def __str__(self):
        return "What somebody needs"


class BookingCount(models.Model):
    """How many they were, once nobody knows any more who they were."""

    event = models.OneToOneField("pages.Event", models.CASCADE, related_name="count")
    came = models.PositiveIntegerField("had a place", default=0)
    waited = models.PositiveIntegerField(default=0)
    cancelled = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.event}: {self.came}"
