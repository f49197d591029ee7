"""One round of asking a partner whether its page is still right. The row says what was done, and stops a second."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from coproduction_site.workflow import one_winner

REMIND_DAYS = 14


class ProfileCheckQuerySet(models.QuerySet):
    def current(self):
        """The partner has not been checked since, and families can still read its page."""
        return self.filter(
            Q(before=models.F("partner__last_checked_on"))
            | Q(before=None, partner__last_checked_on=None),
            partner__is_listed=True,
            partner__standing="current",
        )

    def to_remind(self):
        return self.current().filter(asked_on__lte=_ago(REMIND_DAYS), reminded_on=None)

    def not_answered(self):
        """Two letters, and nobody has said anything: somebody has to ring them."""
        return self.current().filter(reminded_on__lte=_ago(REMIND_DAYS)).order_by("asked_on", "pk")


class ProfileCheck(models.Model):
    """Somebody at a partner is asked, by letter, whether its page is still right."""

    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="checks")
    before = models.DateField("last checked on", null=True, editable=False)
    asked_on = models.DateField(null=True, editable=False)
    reminded_on = models.DateField(null=True, editable=False)
    shown_as_old_on = models.DateField(null=True, editable=False)

    objects = ProfileCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "page that nobody has checked"
        verbose_name_plural = "pages that nobody has checked"
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "before"], name="one_round_for_each_day_of_a_check"
            ),
            models.UniqueConstraint(
                fields=["partner"], condition=Q(before=None), name="one_round_before_the_first_check"
            ),
            models.CheckConstraint(
                name="nobody_is_reminded_who_was_not_asked",
                condition=Q(reminded_on=None) | Q(asked_on__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.partner)

    @classmethod
    def of(cls, partner) -> "ProfileCheck":
        return cls.objects.get_or_create(partner=partner, before=partner.last_checked_on)[0]

    def note(self, name: str) -> bool:
        """Before the letter; true once, however many workers there are."""
        return one_winner.wins(self, Q(**{name: None}), **{name: timezone.localdate()})


def _ago(days):
    return timezone.localdate() - timedelta(days=days)
