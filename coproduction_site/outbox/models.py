"""What the outbox remembers about people: who turned a letter off, and which addresses do not take letters."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F
from django.utils import timezone

from coproduction_site.mail_addresses import key_of

ENOUGH_REFUSALS = 3
KEPT_DAYS = 365


class RefusedAddressQuerySet(models.QuerySet):
    def count_one(self, address: str) -> None:
        """Once more the mail server said that nobody takes letters at this address."""
        refused, _ = self.get_or_create(key=key_of(address))
        self.filter(pk=refused.pk).update(times=F("times") + 1, last_at=timezone.now())

    def stopped(self):
        return self.filter(times__gte=ENOUGH_REFUSALS)

    def stops(self, address: str) -> bool:
        """Whether nothing is sent to it until somebody says so."""
        return bool(address) and self.stopped().filter(key=key_of(address)).exists()

    def forget(self, address: str) -> None:
        """A letter arrived, somebody says that the address is right, or the person is forgotten."""
        self.filter(key=key_of(address)).delete()

    def forget_old(self) -> None:
        """What was refused long ago says nothing of today."""
        self.filter(last_at__lt=timezone.now() - timedelta(days=KEPT_DAYS)).delete()


class RefusedAddress(models.Model):
    """How often the mail server refused an address. The address itself is not in here."""

    key = models.CharField(max_length=24, unique=True, editable=False)
    times = models.PositiveSmallIntegerField(default=0, editable=False)
    last_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RefusedAddressQuerySet.as_manager()

    class Meta:
        app_label = "coproduction_site"

    def __str__(self):
        return f"Refused {self.times} times"


class TurnedOffQuerySet(models.QuerySet):
    def holds(self, user, kind: str) -> bool:
        return self.filter(user=user, kind=kind).exists()


class TurnedOff(models.Model):
    """Somebody does not want one kind of letter. What calls a person to help another cannot be turned off."""

    class Kind(models.TextChoices):
        """Only what comes again and again."""

        DIGEST = "digest", "The daily letter about what waits for you"
        STILL_CORRECT = "still_correct", "The letter “Is your page still correct?”"
        REMINDERS = "reminders", "The reminder to answer a story"
        PROMISES = "promises", "The letter about a change that you promised"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", editable=False)
    kind = models.CharField(max_length=13, choices=Kind, editable=False)
    since = models.DateTimeField(default=timezone.now, editable=False)

    objects = TurnedOffQuerySet.as_manager()

    class Meta:
        app_label = "coproduction_site"
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="a_letter_is_turned_off_once"),
            models.CheckConstraint(
                name="what_is_turned_off_comes_again_and_again",
                condition=models.Q(kind__in=["digest", "still_correct", "reminders", "promises"]),
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_kind_display()}"
