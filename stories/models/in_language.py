"""In which language a story is told, in which everybody reads it, and in which the pages were by which it came."""

from django.db import models

from coproduction_site.in_languages.known import Language
from stories.models import languages
from stories.models.texts import TEXTS


class InLanguage(models.Model):
    """English is empty, but for the public words: there "en" was said on the desk, and empty means that nobody has said."""

    language = models.CharField("which language is your story in?", max_length=10, blank=True)
    public_language = models.CharField(
        "language of the public copy", max_length=10, blank=True, default="", db_default=""
    )
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

    def get_public_language_display(self) -> str:
        return languages.name_of(self.everybody_reads_in)

    @property
    def is_in_their_words(self) -> bool:
        return all(getattr(self, text) == getattr(self, f"public_{text}") for text in TEXTS)

    @property
    def languages_to_choose(self) -> list[tuple[str, str]]:
        """Of the public words. First what holds while nobody says anything, then that it was told in, then English."""
        every = languages.names()
        if not self.language:
            return [*languages.ENGLISH, *every.items()]
        unsaid = languages.name_of(self.language if self.is_in_their_words else languages.SAID_ENGLISH)
        first = {self.language: self.language_name, languages.SAID_ENGLISH: "English"}
        return [("", f"Nobody has said: taken for {unsaid}"), *(first | every).items()]

    @property
    def everybody_reads_in(self) -> str:
        """As the desk says; until then the teller's language for the teller's own words, and English for any others."""
        if self.public_language or not self.language:
            return self.public_language
        return self.language if self.is_in_their_words else languages.SAID_ENGLISH
