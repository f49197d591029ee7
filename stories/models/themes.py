"""Words by which stories are sorted, chosen by moderators."""

from django.db import models

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned


class ThemeQuerySet(models.QuerySet):
    def in_use(self):
        """Themes under which a public story can be found."""
        return self.exclude(publications=None).distinct()


@shown_to_public
class Theme(Versioned):
    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name"]

    def __str__(self):
        return self.name
