"""Who looks after a pledge, when that changes: asked for by the old address and confirmed at the new one, or done by staff."""

import uuid
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from coproduction_site.kept_days import kept_since, last_day
from coproduction_site.mail_addresses import MailAddressField
from coproduction_site.private_links import new_token
from coproduction_site.workflow import one_winner
from partners.models.pledges import Pledge

OPEN_DAYS = 7  # To press at the new address.
FORMER_DAYS = 30  # To ring us: it was not us.
TOO_LATE = "This link has been used, or is too old."


class ContactChangeQuerySet(models.QuerySet):
    def open(self):
        return self.filter(done_at=None)

    def usable(self):
        return self.filter(_is_usable(), pledge__state__in=Pledge.OPEN).select_related("pledge")

    def done(self):
        return self.exclude(done_at=None).select_related("by").order_by("-done_at", "-pk")

    def kept_long_enough(self):
        return self.filter(
            Q(done_at=None, asked_at__lt=kept_since(OPEN_DAYS)) | Q(done_at__lt=kept_since(FORMER_DAYS))
        )


class ContactChange(models.Model):
    """A new contact for a pledge. Once it is done, it holds the former one for some days: perhaps it was a theft."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="contact_changes")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    email = MailAddressField("e-mail address")
    person = models.CharField("name", max_length=80)
    role = models.CharField(max_length=80)
    former_email = MailAddressField(blank=True, editable=False)
    former_person = models.CharField(max_length=80, blank=True, editable=False)
    former_role = models.CharField(max_length=80, blank=True, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    done_at = models.DateTimeField(null=True, editable=False)

    objects = ContactChangeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_contact_change_for_a_pledge",
                fields=["pledge"],
                condition=Q(done_at=None),
            ),
            models.CheckConstraint(
                name="contact_change_that_is_done_knows_the_former_one",
                condition=Q(done_at=None, former_email="", by=None)
                | (Q(done_at__isnull=False) & ~Q(former_email="")),
            ),
            models.CheckConstraint(
                name="contact_change_by_staff_says_why", condition=Q(by=None) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return str(self.pledge)

    def get_confirm_url(self):
        return reverse("charter:confirm_contact", args=[self.token])

    def confirm(self) -> None:
        """Somebody pressed at the new address. Of two presses one wins; raises ValidationError if it is too late."""
        pledge = self.pledge
        former = _former(pledge)
        one_winner.change(self, _is_usable(), TOO_LATE, done_at=timezone.now(), **former)
        pledge.hand_over(email=self.email, person=self.person, role=self.role)

    @property
    def open_until(self) -> date:
        return last_day(self.asked_at, OPEN_DAYS)

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @classmethod
    def made_by_staff(cls, pledge, by, reason: str, **contact) -> "ContactChange":
        """Done at once. Raises ValidationError if the pledge has ended."""
        former, now = _former(pledge), timezone.now()
        pledge.hand_over(**contact)
        return cls.objects.create(
            pledge=pledge, by=by, reason=reason, asked_at=now, done_at=now, **former, **contact
        )


def _is_usable() -> Q:
    return Q(done_at=None, asked_at__gte=kept_since(OPEN_DAYS))


def _former(pledge) -> dict:
    return {f"former_{name}": getattr(pledge, name) for name in ("email", "person", "role")}
