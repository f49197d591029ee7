"""What a resource can be, in the words that people choose from."""

from django.db import models


class Kind(models.TextChoices):
    GUIDE = "guide", "Guide"
    CHECKLIST = "checklist", "List to tick"
    TEMPLATE = "template", "Sheet or template"
    FILM = "film", "Film or sound"
    TRAINING = "training", "Training"
    RESEARCH = "research", "Research"
    LAW = "law", "Law and rules"
    EXAMPLE = "example", "Example"


class Level(models.TextChoices):
    ANY = "any", "Any level"
    PERSON = "person", "One person"
    SERVICE = "service", "A service"
    CITY = "city", "The whole city"


class Format(models.TextChoices):
    PAGE = "page", "Web page"
    PDF = "pdf", "PDF"
    DOCX = "docx", "Word"
    ODT = "odt", "OpenDocument"
    FILM = "film", "Film"
    SOUND = "sound", "Sound"


LANGUAGES = [
    ("en-GB", "English"),
    ("pa", "Panjabi"),
    ("pl", "Polish"),
    ("ur", "Urdu"),
    ("gu", "Gujarati"),
    ("ckb", "Kurdish (Sorani)"),
    ("hi", "Hindi"),
    ("bn", "Bengali"),
    ("ta", "Tamil"),
    ("ro", "Romanian"),
    ("bfi", "British Sign Language"),
]


LANGUAGE_NAMES = dict(LANGUAGES)


def languages() -> list[tuple[str, str]]:
    """Asked for when it is needed, so that a language more is no change of the table."""
    return LANGUAGES
