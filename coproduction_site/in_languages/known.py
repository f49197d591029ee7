"""The languages that pages are translated into: each by its code, and its own name as its readers write it.

Kurdish is two languages for readers: when they come, they are `ckb`, Sorani, and `kmr`, Kurmanji.
"""

from functools import wraps

from django.conf import settings
from django.db import models
from django.urls import register_converter
from django.utils import translation

ENGLISH = "en-GB"
OWN_NAMES = {ENGLISH: "English", "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "ur": "اردو"}


class Language(models.TextChoices):
    PANJABI = "pa", "Panjabi"
    POLISH = "pl", "Polish"
    URDU = "ur", "Urdu"


class LanguageConverter:
    """In an address: only a language that there is."""

    regex = "|".join(Language.values)

    def to_python(self, value: str) -> Language:
        return Language(value)

    def to_url(self, value: str) -> str:
        return str(value)


register_converter(LanguageConverter, "language")


def in_english_words(make):
    """What colleagues read, and every letter, is English: whoever was answered in which language."""

    @wraps(make)
    def made(*arguments, **named):
        with translation.override(settings.LANGUAGE_CODE):
            return make(*arguments, **named)

    return made
