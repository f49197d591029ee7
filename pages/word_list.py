"""Words of this field and what they mean."""

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned

SHOWN_ON = "glossary"  # The address of the page that lists them.


class GlossaryTermQuerySet(models.QuerySet):
    def public(self, pages):
        """All, if their page is among these, and none without it."""
        return self.filter(models.Exists(pages.filter(slug=SHOWN_ON)))


@shown_to_public
class GlossaryTerm(Versioned):
    """A hard word, said simply."""

    slug = models.SlugField(unique=True)
    term = models.CharField(max_length=60)
    meaning = models.CharField(max_length=400)
    history = HistoricalRecords(excluded_fields=["version"])

    objects = GlossaryTermQuerySet.as_manager()

    class Meta:
        ordering = ["term"]

    def __str__(self):
        return self.term

    def get_absolute_url(self):
        return f"{reverse('pages:page', args=[SHOWN_ON])}#{self.slug}"
