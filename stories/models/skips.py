"""What a moderator does not want to be given for the rest of a day. Nobody else reads it, and it goes with the day."""

from django.conf import settings
from django.db import models
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils import timezone


class SkippedThemeQuerySet(models.QuerySet):
    def of_today(self, user):
        return self.filter(by=user, day=timezone.localdate()).order_by("pk")

    def over(self):
        """Of days before this one; only the day says which they are."""
        earlier = self.filter(day__lt=timezone.localdate())
        return earlier.annotate(reference=Cast("day", CharField()))


class SkippedTheme(models.Model):
    """`theme` is the address of a theme, or what a computer finds in the words of a story."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField(default=timezone.localdate)
    theme = models.CharField(max_length=50)

    objects = SkippedThemeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "day", "theme"], name="theme_skipped_once_a_day"),
            models.CheckConstraint(name="skipped_theme_is_named", condition=~models.Q(theme="")),
        ]

    def __str__(self):
        return f"{self.day}"
