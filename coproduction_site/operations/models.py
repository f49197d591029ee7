"""What the site notes about its own running: numbers, times and hashes, and no words of anybody."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

HEARTBEAT = "every round"
A_COPY = "a copy of everything"  # By a timer, not by the worker.
LATE_AFTER = timedelta(minutes=10)


class JobQuerySet(models.QuerySet):
    def late(self, now=None) -> list["Job"]:
        return [job for job in self if job.is_late(now or timezone.now())]


class Job(models.Model):
    """One thing that the worker does again and again."""

    name = models.CharField(max_length=80, unique=True)
    late_after = models.DurationField(default=LATE_AFTER)
    first_seen_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=100, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def is_late(self, now) -> bool:
        last = self.done_at if self.done_at and self.done_at <= now else self.first_seen_at
        return now - last > self.late_after


class Trouble(models.Model):
    """Something that is wrong now, told to the administrators once. The row goes when it is right again."""

    name = models.CharField(max_length=80, unique=True)
    since = models.DateTimeField(default=timezone.now)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["since"]

    def __str__(self):
        return self.name


class Erasure(models.Model):
    """Something was erased, and stays so after a way back to an older copy: known by its hash alone."""

    fingerprint = models.CharField(max_length=64, unique=True)
    erased_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["erased_at"]

    def __str__(self):
        return self.fingerprint
