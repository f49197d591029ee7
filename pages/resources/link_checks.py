"""What was found when a link was followed. No public page reads it, and nothing is hidden because of it."""

from django.db import models

BROKEN_AFTER = 3  # Days on which it failed, one after the other.


class LinkCheckQuerySet(models.QuerySet):
    def broken(self):
        """Perhaps: a person looks."""
        return self.filter(failed_days__gte=BROKEN_AFTER, link=models.F("format__link")).filter(
            format__resource__is_listed=True
        )


class LinkCheck(models.Model):
    """One for each format with a link. Of another link it begins anew.

    The release before this one knows no formats, so a row of its may have none: nothing reads it.
    """

    format = models.OneToOneField(
        "pages.ResourceFormat", models.CASCADE, null=True, related_name="link_check"
    )
    link = models.URLField(max_length=400, blank=True)
    checked_on = models.DateField(null=True)
    is_there = models.BooleanField(null=True)
    finding = models.CharField(max_length=80, blank=True)
    failed_days = models.PositiveSmallIntegerField(default=0)
    failing_since = models.DateField(null=True)

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = "link that was checked"
        verbose_name_plural = "links that were checked"

    def __str__(self):
        return self.link
