"""In which language a story is told: its words, and the pages by which they came."""

from django.db import models

from coproduction_site.in_languages.known import Language
from stories.models import languages


class InLanguage(models.Model):
    """English is empty."""

    language = models.CharField("which language is your story in?", max_length=10, blank=True)
    told_in = models.CharField(
        "language of the pages where it was told",
        max_length=5,
        choices=Language,
        blank=True,
        default="",
        db_default="",
        editable=False,
    )

    class Meta:
        abstract = True

    @property
    def language_name(self) -> str:
        return languages.name_of(self.language)
