"""What an author may have missed, field by field: pure, for a page, a draft or a machine that asks before publishing.

What shuts people out blocks publishing: a link that says nothing, a picture without words, a table without heads, a jump in
the headings, capitals. What only makes reading harder is advice, because a law or a name may want it so.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from coproduction_site.author_checks.reading import Read, read
from coproduction_site.reading_age import reading_age, sentences_of, words_of

LONGEST_SENTENCE = 25  # Words, as GOV.UK asks.
OLDEST = 12  # Years: three more than a whole page may need, because one paragraph says less.
FEWEST_WORDS = 20  # In a paragraph of which an age can be told.
MOST_OF_A_KIND = 3
MOST_LETTERS = 100_000
SAY_NOTHING = {
    *(
        "click here",
        "here",
        "more",
        "read more",
        "learn more",
        "find out more",
        "see more",
        "link",
        "this link",
    ),
    *("this page", "this website", "website", "download", "details", "more information", "this", "go"),
}
EVERYDAY = {"UK", "NHS", "PDF", "TV", "OK"}
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_CAPITALS = re.compile(
    r"\b[A-Z]{7,}\b|\b[A-Z]{2,}(?:[ ,!’'-]+[A-Z]{2,}){2,}\b|\b[A-Z]{4,}[ ,!]+[A-Z]{4,}\b"
)
_ABBREVIATION = re.compile(r"\b[A-Z]{2,9}s?\b")
_IN_BRACKETS = re.compile(r"\(([A-Z]{2,9})s?\)|\b([A-Z]{2,9})s? \(")
LONGEST_SHOWN = 60


@dataclass(frozen=True)
class Finding:
    """`field` is the name in the mapping that was asked about; `sentence` is for its author."""

    field: str
    sentence: str
    blocks: bool


def findings(texts: Mapping[str, str], explained: Collection[str] = ()) -> list[Finding]:
    """In the order of the fields. `explained` are the abbreviations and terms of the word list."""
    everything = " ".join(texts.values())
    known = EVERYDAY | {part for term in explained for part in _ABBREVIATION.findall(term)}
    known |= {one or other for one, other in _IN_BRACKETS.findall(everything[:MOST_LETTERS])}
    return [
        Finding(name, sentence, blocks)
        for name, text in texts.items()
        for sentence, blocks in _of_field(read(text[:MOST_LETTERS]), known)
    ]


def _of_field(found: Read, known: set[str]) -> Iterator[tuple[str, bool]]:
    for check in (_pictures, _links, _headings, _tables):
        yield from ((sentence, True) for sentence in _few(check(found)))
    yield from ((sentence, True) for sentence in _few(_capitals(found, known)))
    for check in (_sentences, _ages):
        yield from ((sentence, False) for sentence in _few(check(found)))
    yield from ((sentence, False) for sentence in _few(_abbreviations(found, known)))


def _few(sentences: Iterator[str]) -> list[str]:
    """A long list is read by nobody: some at a time, each once."""
    several = list(dict.fromkeys(sentences))
    more = len(several) - MOST_OF_A_KIND
    return [*several[:MOST_OF_A_KIND], *([f"There are {more} more like this."] if more > 0 else [])]


def _pictures(found: Read):
    if number := found.pictures.count(""):
        yield f"Say what the picture shows. {number} of {len(found.pictures)} have no words."


def _links(found: Read):
    for words in found.links:
        if not words:
            yield "There is a link without words. Say where it leads."
        elif _ADDRESS.match(words):
            yield f"“{_short(words)}” is a bare address. Say in words where the link leads."
        elif words.lower().strip(" .:>»→…") in SAY_NOTHING:
            yield f"The link “{words}” does not say where it leads. Use words that make sense alone."


def _headings(found: Read):
    before = 1
    for level, words in found.headings:
        if level > before + 1:
            yield f"“{_short(words)}” is a smaller heading, and no larger one stands above it."
        before = level


def _tables(found: Read):
    for number, has_head in enumerate(found.tables, 1):
        if not has_head:
            yield f"Table {number} has no headings. Make its first row, or its first column, a heading."


def _capitals(found: Read, known: set[str]):
    for text in found.paragraphs:
        for shouted in _CAPITALS.finditer(text):
            if shouted[0] in known:
                continue
            yield f"“{_short(shouted[0])}” is in CAPITALS, which are hard to read. Use small letters."


def _sentences(found: Read):
    for text in found.paragraphs:
        for sentence in sentences_of(text):
            number = len(words_of(sentence))
            if number > LONGEST_SENTENCE:
                yield f"This sentence has {number} words: “{_short(sentence)}” Try two."


def _ages(found: Read):
    for text in found.paragraphs:
        if len(words_of(text)) >= FEWEST_WORDS:
            age = round(reading_age(sentences_of(text)))
            if age > OLDEST:
                yield f"This part reads as for somebody of {age}: “{_short(text)}” Try shorter words."


def _abbreviations(found: Read, known: set[str]):
    for text in found.paragraphs:
        for short in _ABBREVIATION.findall(_CAPITALS.sub(" ", text)):
            if short not in known and short.rstrip("s") not in known:
                yield f"“{short}” is not in the word list. Add it there, or say it in full."


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN].rsplit(' ', 1)[0]}…"
