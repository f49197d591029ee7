"""The public words of a story in easy words, or in another language: written by staff, and marked as not the teller's own.

They hang on the publication, so they are gone with it: taken back, taken down, held or erased. They are read only with the
very words that they were written for: after a change they are hidden, until somebody has looked.
"""

import json
from hashlib import sha256

from django.db import models
from django.db.models import Q
from django.utils import timezone

from coproduction_site.cache.revision import shown_to_public
from coproduction_site.workflow.versions import Versioned
from coproduction_site.writing_direction import direction_of
from stories.models import languages
from stories.models.publication import Publication
from stories.models.texts import TEXTS

EASY, ENGLISH = "easy", "en"
READ = (*TEXTS, "content_note", "shown_name", "language")


def ways() -> dict[str, str]:
    """Each way to say a story again, by its code: easy words, English, or a language that is written."""
    written = {code: name for code, name in languages.names().items() if languages.is_written(code)}
    return {EASY: "Easy words", ENGLISH: "English", **written}


def ways_for(publication) -> dict[str, str]:
    """None is written in the language that everybody reads already."""
    own = publication.public_language or publication.language or ENGLISH
    return {code: name for code, name in ways().items() if code != own}


def mark_of(publication) -> str:
    """Of all that is read of it in words."""
    texts = [getattr(publication, name) for name in READ]
    return sha256(json.dumps(texts).encode()).hexdigest()[:16]


class OtherWordsQuerySet(models.QuerySet):
    def public(self):
        return self.filter(published_at__isnull=False)

    def behind(self):
        """Written for words that have changed since."""
        return self.filter(behind_since__isnull=False).order_by("behind_since")


@shown_to_public
class OtherWords(Versioned):
    """One text beside one publication. A draft until it has a day of publication."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="other_words")
    way = models.CharField(max_length=10)
    title = models.CharField("title", max_length=120)
    text = models.TextField("text", max_length=30_000)
    made_by = models.CharField("translated by", max_length=80, blank=True)
    mark = models.CharField(max_length=16)
    published_at = models.DateTimeField(null=True)
    behind_since = models.DateTimeField(null=True)

    objects = OtherWordsQuerySet.as_manager()

    class Meta:
        ordering = ["publication", "pk"]
        verbose_name_plural = "other words"
        constraints = [
            models.UniqueConstraint(fields=["publication", "way"], name="a_story_is_said_once_in_a_way"),
            models.CheckConstraint(
                name="other_words_are_not_empty", condition=~Q(title="") & ~Q(text="")
            ),
            models.CheckConstraint(
                name="other_words_that_are_behind_are_hidden",
                condition=Q(published_at=None) | Q(behind_since=None),
            ),
        ]
        indexes = [
            models.Index(
                "behind_since",
                condition=Q(behind_since__isnull=False),
                name="other_words_behind_since",
            )
        ]

    def __str__(self):
        return self.name

    @property
    def name(self) -> str:
        return ways().get(self.way, self.way)

    @property
    def is_easy(self) -> bool:
        return self.way == EASY

    @property
    def language(self) -> str:
        return ENGLISH if self.is_easy else self.way

    @property
    def direction(self) -> str:
        return direction_of(self.language)

    @property
    def is_shown(self) -> bool:
        return self.published_at is not None

    @property
    def in_plain_words(self) -> dict:
        return {
            "In": self.name,
            "Everybody can read it": "Yes" if self.is_shown else "No",
            "Title": self.title,
            "Words": self.text,
            "Translated by": self.made_by,
        }


def read_with(publication) -> list[OtherWords]:
    """What everybody can read beside it. The mark is asked once more, so that nothing outlives the words it was written for."""
    mark = mark_of(publication)
    return [words for words in publication.other_words.all() if words.is_shown and words.mark == mark]


def fall_behind(publication) -> None:
    """One by one, so that the search and kept pages let go of each."""
    for words in publication.other_words.filter(behind_since=None).exclude(mark=mark_of(publication)):
        words.published_at, words.behind_since = None, timezone.now()
        words.version += 1
        words.save()


def forget(story_pk: int) -> None:
    for words in OtherWords.objects.filter(publication=story_pk):
        words.delete()
