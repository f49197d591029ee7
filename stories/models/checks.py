"""What stays of the check before a story goes out: the details that were kept, and the copy that had a first yes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

MOST_SIGNS = 300


class KeptDetail(models.Model):
    """A likely personal detail that stays in the public copy, and why. It goes with its story.

    `words` are in small letters with single spaces: the same detail is kept once, however it is typed.
    """

    story = models.ForeignKey("stories.Story", models.CASCADE, related_name="kept_details")
    kind = models.CharField(max_length=12)
    words = models.CharField(max_length=MOST_SIGNS)
    reason = models.CharField("keep it, because …", max_length=MOST_SIGNS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["story", "kind", "words"], name="a_detail_is_kept_once"),
            models.CheckConstraint(
                name="a_kept_detail_says_why", condition=~Q(words="") & ~Q(reason="")
            ),
        ]

    def __str__(self):
        return self.words


class CopyOfFirstYes(models.Model):
    """The public copy as it was when the last first yes was given, so that the next person sees what changed."""

    story = models.OneToOneField(
        "stories.Story", models.CASCADE, primary_key=True, related_name="copy_of_first_yes"
    )
    texts = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"{self.story} as it was on {self.at:%d.%m.%Y}"
