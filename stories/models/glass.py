"""Somebody who is no safeguarding lead opened a held story, because nobody else could."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

OPEN_FOR = timedelta(hours=1)


class GlassBreakQuerySet(models.QuerySet):
    def still_open(self):
        return self.filter(at__gt=timezone.now() - OPEN_FOR)


class GlassBreak(models.Model):
    """For one hour they read this one story. Rows are added, never changed; every lead is told."""

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="glass_breaks")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    why = models.TextField()

    objects = GlassBreakQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.CheckConstraint(name="glass_is_broken_for_a_reason", condition=~Q(why=""))]

    def __str__(self):
        return f"{self.by} opened {self.story}"
