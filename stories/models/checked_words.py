"""That a speaker has read what the route says about consent and safety in a language. Found through `stories.models`."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.in_languages.catalogues import SIGNS_OF_A_MARK
from coproduction_site.in_languages.known import Language


@shown_to_public
class CheckedWords(models.Model):
    """Of these very words alone: other words have another mark, and are not checked."""

    language = models.CharField(max_length=5, choices=Language, unique=True)
    mark = models.CharField(max_length=SIGNS_OF_A_MARK)
    checked_by = models.CharField("who checked it", max_length=120)
    checked_on = models.DateField("when they checked it")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name_plural = "checked words"
        constraints = [
            models.CheckConstraint(
                name="checked_words_are_of_a_known_language",
                condition=Q(language__in=Language.values),
            ),
            models.CheckConstraint(
                name="checked_words_say_by_whom_and_which",
                condition=~Q(checked_by="") & ~Q(mark=""),
            ),
        ]

    def __str__(self):
        return f"Telling a story, in {self.get_language_display()}"

    @classmethod
    def record(cls, language: Language, mark: str, by: str, on, user=None) -> "CheckedWords":
        """A speaker has read the words with this mark."""
        facts = {"mark": mark, "checked_by": by, "checked_on": on, "recorded_by": user}
        row, _ = cls.objects.update_or_create(language=language, defaults=facts)
        return row
