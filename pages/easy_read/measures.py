"""How easy Easy Read is: so many words a sentence, so old a reader, so many steps."""

from django.core.exceptions import ValidationError

from coproduction_site.easy_words import MOST_WORDS, OLDEST, age_of, sentences_in, too_long

__all__ = ["MOST_STEPS", "MOST_WORDS", "OLDEST", "age_of", "is_easy", "sentences_in"]
MOST_STEPS = 20


def is_easy(text: str) -> None:
    for count, sentence in too_long(text):
        raise ValidationError(
            f"This sentence has {count} words. In Easy Read it has {MOST_WORDS} at most: “{sentence}”"
        )
