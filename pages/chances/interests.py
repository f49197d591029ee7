"""Who wants to join in. The table stands by itself, for those who ask them and nobody else."""

import uuid
from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from coproduction_site.mail_addresses import MailAddressField
from pages.chances.models import KEPT_DAYS


class InterestQuerySet(models.QuerySet):
    def kept_long_enough(self):
        last = timezone.localdate() - timedelta(days=KEPT_DAYS)
        return self.filter(Q(chance__closes_on__lt=last) | Q(chance__outcome_on__lt=last))


class Interest(models.Model):
    """One form that somebody sent, without an account."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    chance = models.ForeignKey("pages.Chance", models.CASCADE, related_name="interests")
    name = models.CharField(max_length=80)
    email = MailAddressField("e-mail address", blank=True)
    telephone = models.CharField("phone number", max_length=40, blank=True)
    message = models.TextField(max_length=600, blank=True)
    made_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = InterestQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        verbose_name = "person who wants to join in"
        verbose_name_plural = "people who want to join in"
        constraints = [
            models.CheckConstraint(
                name="interest_says_who_and_can_be_reached",
                condition=~Q(name="") & (~Q(email="") | ~Q(telephone="")),
            )
        ]

    def __str__(self):
        return f"{self.chance}, {timezone.localtime(self.made_at):%-d %B %Y}"

    @property
    def reference(self) -> str:
        """Stands in every letter about it, so that each is found and erased."""
        return f"J-{self.key.hex[:12]}"
