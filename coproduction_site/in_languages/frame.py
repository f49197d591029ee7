"""What a template takes to draw the frame of a page in another language."""

from coproduction_site.in_languages.known import ENGLISH, Language
from coproduction_site.writing_direction import direction_of


def frame_of(language: Language) -> dict:
    return {
        "lang": language.value,
        "direction": direction_of(language),
        "language_sheet": f"pages/languages/{language.value}.css",
        "english_name": language.label,
        "english": ENGLISH,
    }
