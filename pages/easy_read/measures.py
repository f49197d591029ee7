"""How easy Easy Read is: so many words a sentence, so old a reader, so many steps."""

from django.core.exceptions import ValidationError

from coproduction_site.reading_age import reading_age, sentences_of, words_of

MOST_WORDS, OLDEST, MOST_STEPS = 15, 7, 20


def sentences_in(text: str) -> list[str]:
    """A line ends a sentence, with or without a full stop."""
    return [sentence for line in text.splitlines() for sentence in sentences_of(line)]


def is_easy(text: str) -> None:
    for sentence in sentences_in(text):
        count = len(words_of(sentence))
        if count > MOST_WORDS:
            raise ValidationError(
                f"This sentence has {count} words. In Easy Read it has {MOST_WORDS} at most: “{sentence}”"
            )


def age_of(texts: list[str]) -> float:
    """Of all steps together, rounded as people read it."""
    sentences = [sentence for text in texts for sentence in sentences_in(text)]
    return round(reading_age(sentences), 1) if sentences else 0
