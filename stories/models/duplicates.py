"""Stories that look like one that is being read: the same teller may have sent it twice."""

import re
from dataclasses import dataclass
from hashlib import sha256
from unicodedata import normalize

from django.utils import timezone

from stories.models.texts import TEXTS

MOST = 5
LOOKED_AT = 20
ALMOST_THE_SAME = 0.7
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Duplicate:
    story: object
    reason: str


def words_key(texts) -> str:
    """The same for the same words, however they are spaced, capitalised or punctuated. Nothing without words."""
    tokens = _words(texts)
    return sha256(" ".join(tokens).encode("utf-8", "surrogatepass")).hexdigest() if tokens else ""


def likely_duplicates(story, user) -> list[Duplicate]:
    """At most five, found by two indexes: those with the same words first, then those of the same address.

    Only what this person may read: nobody learns here that a story is held.
    """
    readable = type(story).objects.readable_by(user).exclude(pk=story.pk)
    same_words = _same_words(story, readable)
    of_teller = [other for other in _of_the_same_address(story, readable) if other not in same_words]
    alike = {other.pk: similarity(story, other) for other in of_teller}
    of_teller.sort(key=lambda other: (-(alike[other.pk] >= ALMOST_THE_SAME), _distance(story, other)))
    found = [Duplicate(other, _reason(story, other, "same words")) for other in same_words]
    for other in of_teller:
        almost = alike[other.pk] >= ALMOST_THE_SAME
        found.append(
            Duplicate(
                other, _reason(story, other, "almost the same words" if almost else "same address")
            )
        )
    return found[:MOST]


def similarity(one, other) -> float:
    """The share of words that both have, from 0 to 1."""
    mine, theirs = set(_words(texts_of(one))), set(_words(texts_of(other)))
    return len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0


def texts_of(story) -> list[str]:
    return [getattr(story, text) for text in TEXTS]


def _words(texts) -> list[str]:
    return WORD.findall(normalize("NFKC", " ".join(str(text or "") for text in texts)).casefold())


def _same_words(story, readable) -> list:
    return list(readable.with_words(story.words_key).order_by("-submitted_at", "-pk")[:MOST])


def _of_the_same_address(story, readable) -> list:
    return list(readable.of_address(story.email).order_by("-submitted_at", "-pk")[:LOOKED_AT])


def _distance(story, other):
    return abs(story.submitted_at - other.submitted_at)


def _reason(story, other, why) -> str:
    days = (timezone.localdate(story.submitted_at) - timezone.localdate(other.submitted_at)).days
    if days == 0:
        return f"{why}, sent on the same day"
    how_long = "1 day" if abs(days) == 1 else f"{abs(days)} days"
    return f"{why}, sent {how_long} {'before' if days > 0 else 'after'}"
