"""What partners suggest for the list. Somebody of the council reads it first."""

from django.db import models

from pages.read_first.models import ReadFirst


class Suggestion(ReadFirst):
    """A partner says: this belongs in the list. Nobody outside reads it, and who typed it is not kept."""

    partner = models.ForeignKey("partners.Partner", models.CASCADE, related_name="suggested_resources")
    title = models.CharField(max_length=120)
    link = models.URLField(max_length=400)
    why = models.CharField(max_length=500)

    class Meta(ReadFirst.Meta):
        verbose_name = "suggested resource"

    def __str__(self):
        return self.title
