"""Our English words, which another language says in its own way where they are shown, and never before.

What is kept, compared or sent is English: a word becomes another language on the page alone, by `translated`.
"""

import re

from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeData
from django.utils.translation import get_language, gettext

from coproduction_site.in_languages.known import ENGLISH

_VALUE, _LETTER = re.compile(r"%\(\w+\)[sd]"), re.compile(r"[^\W\d_]")


class Sentence(str):
    """English in which something stands that is not ours to translate, or is translated for itself.

    `Sentence("Under %(age)s", age=13)` is “Under 13”, and still knows that a translator wrote of an age. A value
    that is a `Sentence` is translated too.
    """

    __slots__ = ("pattern", "values")

    def __new__(cls, pattern: str, **values):
        if isinstance(pattern, cls):
            return pattern
        sentence = super().__new__(cls, pattern % values if values else pattern)
        sentence.pattern, sentence.values = pattern, values
        return sentence

    def __getnewargs_ex__(self):
        return (self.pattern,), self.values


def is_english() -> bool:
    return (get_language() or "en").startswith("en")


def translated(text):
    """As this page says it. What nobody has translated is as it was; so is what is not ours."""
    if is_english() or not text:
        return text
    if not isinstance(text, Sentence):
        return gettext(text if isinstance(text, SafeData) else str(text))
    values = {name: _value(value) for name, value in text.values.items()}
    pattern = gettext(text.pattern)
    return pattern % values if values else pattern


def translated_or_english(text):
    """For words that staff may have written: what has no translation, or a part that has none, is marked as English."""
    if is_english() or not text or is_translated(text):
        return translated(text)
    return format_html('<span lang="{}" dir="ltr">{}</span>', ENGLISH, str(text))


def is_translated(text) -> bool:
    """Signs and numbers alone need no translation."""
    pattern, values = (text.pattern, text.values) if isinstance(text, Sentence) else (str(text), {})
    has_words = _LETTER.search(_VALUE.sub("", pattern))
    parts = [value for value in values.values() if isinstance(value, Sentence)]
    return (not has_words or gettext(pattern) != pattern) and all(map(is_translated, parts))


def translated_error(error: ValidationError) -> str:
    """Its numbers come into the sentence after it is translated."""
    message = translated(error.message)
    return message % error.params if error.params else message


def written_day(day, shape: str) -> str:
    """In English as `shape` says; in numbers elsewhere, since a month has a case of its own in some languages."""
    return date_format(day, shape if is_english() else "d.m.Y") if day else ""


class TranslatedErrors(ErrorList):
    """What a form refuses, in the language of its page."""

    def __getitem__(self, number):
        error = self.data[number]
        if is_english() or not isinstance(error, ValidationError):
            return super().__getitem__(number)
        return translated_error(error)


def _value(value):
    return translated(value) if isinstance(value, Sentence) else value
