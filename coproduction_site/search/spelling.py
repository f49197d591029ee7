"""Which words everybody can find, and which of them is nearest to one that nobody wrote: the same on each database.

The worker builds the table once a day, from public entries and from words for the same. Words that stand in stories alone are in it from `ENOUGH_STORIES` stories on, so that
it never keeps the word of one person; and none is suggested that no public entry holds by now.
"""

import re
from collections import Counter
from collections.abc import Iterable

from django.db import models, transaction

from coproduction_site.search.index import found_by
from coproduction_site.search.kinds import kinds
from coproduction_site.search.models import EVERYBODY, SearchEntry
from coproduction_site.search.queries import Query, understood
from coproduction_site.search.synonyms import Synonyms
from coproduction_site.search.words import folded

ENOUGH_STORIES, MOST_SPELLED = 3, 50_000
SHORTEST, LONGEST, SHORT = 3, 20, 5
LOOKED_AT, TRIED, MOST_UNKNOWN = 200, 5, 3
_LETTERS = re.compile(rf"[^\W\d_]{{{SHORTEST},{LONGEST}}}")


class SpelledWord(models.Model):
    """A word in as many public entries as it says."""

    word = models.CharField(max_length=LONGEST, unique=True)
    count = models.PositiveIntegerField()

    def __str__(self):
        return self.word


class SpelledPiece(models.Model):
    """Three letters in a row of a word, by which its neighbours are found."""

    piece = models.CharField(max_length=3)
    word = models.ForeignKey(SpelledWord, models.CASCADE, related_name="pieces")

    class Meta:
        indexes = [models.Index(fields=["piece"], name="spelled_word_with_this_piece")]

    def __str__(self):
        return self.piece


def build() -> int:
    """How many words came or went. One transaction, and nothing is written that stays as it is."""
    now = _words_in_entries()
    with transaction.atomic():
        there = dict(SpelledWord.objects.values_list("word", "count"))
        _take_out([word for word in there if word not in now])
        _count_anew({word: now[word] for word in there if now.get(word, there[word]) != there[word]})
        new = [SpelledWord(word=word, count=count) for word, count in now.items() if word not in there]
        SpelledWord.objects.bulk_create(new, batch_size=1_000)
        ids = dict(SpelledWord.objects.values_list("word", "pk"))
        pieces = (
            SpelledPiece(piece=piece, word_id=ids[row.word])
            for row in new
            for piece in pieces_of(row.word)
        )
        SpelledPiece.objects.bulk_create(pieces, batch_size=2_000)
    return len(now.keys() ^ there.keys())


def suggestion(query: Query) -> str:
    """The same query with the words that nobody wrote put right; empty if there is nothing better."""
    known = set(SpelledWord.objects.filter(word__in=query.words).values_list("word", flat=True))
    unknown = [word for word in query.words if word not in known and _LETTERS.fullmatch(word)]
    nearest = {word: found for word in unknown[:MOST_UNKNOWN] if (found := _nearest(word))}
    return " ".join(nearest.get(word, word) for word in query.words) if nearest else ""


def pieces_of(word: str) -> list[str]:
    framed = f"^{word}$"
    return list(dict.fromkeys(framed[at : at + 3] for at in range(len(framed) - 2)))


def distance(one: str, other: str) -> int:
    """Letters to add, to leave out, to change, or to swap with the next, each counted as one (Damerau 1964)."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for at, sign in enumerate(one):
        two_before, before, row = before, row, [at + 1]
        for place, there in enumerate(other):
            row.append(min(before[place + 1] + 1, row[place] + 1, before[place] + (sign != there)))
            if at and place and one[at - 1] == there and sign == other[place - 1]:
                row[-1] = min(row[-1], two_before[place - 1] + 1)
    return row[-1]


def _nearest(word: str) -> str:
    most = 1 if len(word) < SHORT else 2
    alike = SpelledPiece.objects.filter(piece__in=pieces_of(word))
    alike = alike.values("word__word", "word__count").annotate(shared=models.Count("pk"))
    apart = [
        (distance(word, row["word__word"]), -row["shared"], -row["word__count"], row["word__word"])
        for row in alike.order_by("-shared")[:LOOKED_AT]
        if abs(len(row["word__word"]) - len(word)) <= most
    ]
    near = [found for how_far, *_, found in sorted(apart)[:TRIED] if how_far <= most]
    return _first_that_is_public(near)


def _first_that_is_public(words: list[str]) -> str:
    if not words:
        return ""
    found = found_by(*([[[EVERYBODY]], *understood(word).groups] for word in words))
    return next((word for word, matches in zip(words, found, strict=True) if matches), "")


def _words_in_entries() -> dict[str, int]:
    few = {name for name, kind in kinds().items() if not kind.is_numerous}
    stays = {word for row in Synonyms.objects.all() for phrase in row.as_words for word in phrase}
    stays = set(filter(_LETTERS.fullmatch, stays))
    counts: Counter[str] = Counter(stays)
    rows = SearchEntry.objects.for_everybody().values_list("kind", "title", "other_names", "shown")
    for kind, *texts in rows.iterator(chunk_size=500):
        found = set(filter(_LETTERS.fullmatch, folded(" ".join(texts)).split()))
        counts.update(found)
        stays |= found if kind in few else set()
    kept = [pair for pair in counts.most_common() if pair[0] in stays or pair[1] >= ENOUGH_STORIES]
    return dict(kept[:MOST_SPELLED])


def _take_out(words: list[str]) -> None:
    for batch in _batches(words):
        SpelledWord.objects.filter(word__in=batch).delete()


def _count_anew(counts: dict[str, int]) -> None:
    for batch in _batches(counts):
        rows = list(SpelledWord.objects.filter(word__in=batch))
        for row in rows:
            row.count = counts[row.word]
        SpelledWord.objects.bulk_update(rows, ["count"])


def _batches(words: Iterable[str]) -> list[list[str]]:
    words = list(words)
    return [words[at : at + 500] for at in range(0, len(words), 500)]
