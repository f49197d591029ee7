"""Whether a page helped, and what was done about it. Found through `pages.models`."""

import uuid

from django.db import models
from django.db.models import Count, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.kept_days import kept_since
from coproduction_site.workflow.versions import Versioned

KEPT_DAYS = 180
MOST_WORDS = 200  # Signs.


class FeedbackQuerySet(models.QuerySet):
    def over(self):
        return self.filter(sent_at__lt=kept_since(KEPT_DAYS))

    def by_page(self):
        """Each page with its counts, those that help least first. One query, however many pages there are."""
        helped = {name: Count("pk", Q(helped=name)) for name in PageFeedback.Helped.values}
        return self.values("page").annotate(**helped).order_by("-no", "-partly", "page")


class PageFeedback(models.Model):
    """One visitor says whether one page helped. Nothing in it says who they are."""

    class Helped(models.TextChoices):
        YES = "yes", "Yes"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    class Reason(models.TextChoices):
        MISSING = "missing", "What I need is not there"
        HARD = "hard", "The words are hard"
        WRONG = "wrong", "Something is wrong or old"
        BROKEN = "broken", "Something did not work"
        NOT_FOR_US = "not for us", "It is not about families like mine"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.CharField(max_length=200)
    helped = models.CharField(max_length=6, choices=Helped)
    reason = models.CharField(max_length=10, choices=Reason, blank=True)
    words = models.CharField(max_length=MOST_WORDS, blank=True)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = "answer to “Did this page help?”"
        verbose_name_plural = "answers to “Did this page help?”"
        indexes = [
            models.Index(fields=["page", "-sent_at", "-id"], name="feedback_of_a_page"),
            models.Index(fields=["sent_at"], name="feedback_that_is_over"),
        ]
        constraints = [
            models.CheckConstraint(
                name="feedback_says_whether_it_helped", condition=Q(helped__in=["yes", "partly", "no"])
            ),
        ]

    def __str__(self):
        return f"{self.page}: {self.get_helped_display()}"


class SiteChangeQuerySet(models.QuerySet):
    def listed(self):
        return self.filter(is_listed=True).order_by("-happened_on", "-pk")


@shown_to_public
class SiteChange(Versioned):
    """What people said about this site, and what was done. Staff write it in their own words."""

    said = models.CharField(
        "what people said", max_length=300, help_text="In your own words. Nobody must be known by it."
    )
    did = models.CharField(
        "what we did", max_length=500, help_text="Or why we could not, and what people can do instead."
    )
    happened_on = models.DateField("day", default=timezone.localdate)
    is_listed = models.BooleanField("everybody can see it", default=False)
    history = HistoricalRecords(excluded_fields=["version"])

    objects = SiteChangeQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "-pk"]
        verbose_name = "change to this site"
        verbose_name_plural = "changes to this site"
        indexes = [models.Index(fields=["is_listed", "-happened_on", "-id"], name="site_changes_listed")]

    def __str__(self):
        return self.said
