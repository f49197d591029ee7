"""How old somebody must be, about, to read a text without effort: Flesch and Kincaid, 1975."""

import re

VOWELS = re.compile(r"[aeiouy]+")
SILENT_ENDING = re.compile(r"(?<![aeiouytd])ed$|(?<=[^aeiouyl])e$|(?<=[^aeiouyscxzg])es$")
YEARS_BEFORE_FIRST_GRADE = 5


def reading_age(sentences: list[str]) -> float:
    """Words a sentence and syllables a word, as a grade of American schools, as an age."""
    words = [word for sentence in sentences for word in words_of(sentence)]
    syllables = sum(map(syllables_of, words))
    grade = 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59
    return grade + YEARS_BEFORE_FIRST_GRADE


def sentences_of(text: str) -> list[str]:
    parts = re.split(r"(?<=[.!?:])[”\"')]*\s+", re.sub(r"\s+", " ", text))
    return [part for part in parts if words_of(part)]


def words_of(text: str) -> list[str]:
    return re.findall(r"[A-Za-z]+(?:[’'][a-z]+)?", text)


def syllables_of(word: str) -> int:
    """By its groups of vowels, without endings that are not heard. Short forms in capitals are spelt out."""
    if word.isupper() and len(word) > 1 and not VOWELS.search(word.lower()):
        return len(word)
    return max(1, len(VOWELS.findall(SILENT_ENDING.sub("", re.sub(r"[’'].*", "", word.lower())))))
