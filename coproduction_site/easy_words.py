"""How easy words are: so many in a sentence, and so old a reader."""

from coproduction_site.reading_age import reading_age, sentences_of, words_of

MOST_WORDS, OLDEST = 15, 7


def sentences_in(text: str) -> list[str]:
    """A line ends a sentence, with or without a full stop."""
    return [sentence for line in text.splitlines() for sentence in sentences_of(line)]


def too_long(text: str) -> list[tuple[int, str]]:
    """Each sentence with more words than easy words have, and how many it has."""
    counted = [(len(words_of(sentence)), sentence) for sentence in sentences_in(text)]
    return [(count, sentence) for count, sentence in counted if count > MOST_WORDS]


def age_of(texts: list[str]) -> float:
    """Of all texts together, rounded as people read it."""
    sentences = [sentence for text in texts for sentence in sentences_in(text)]
    return round(reading_age(sentences), 1) if sentences else 0
