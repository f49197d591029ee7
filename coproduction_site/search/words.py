"""What a text is found by, in any script: the same words out of what was written and out of what somebody looks for.

A word is found by its beginning. Of a script without spaces each sign is a word; so is each picture sign.
Words hold letters, digits and picture signs alone, so no query can say anything to a database but words.
"""

import re
import unicodedata

LONGEST, MOST_WORDS = 40, 12
_LEFT_OUT = ("Mn", "Me", "Cf")  # Accents and marks that nobody types, and signs that nobody sees.
_BY_ITSELF = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff])"
)


def folded(text: str) -> str:
    """Without capitals and accents, and with a space wherever a word ends."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    if not plain.isascii():
        plain = _BY_ITSELF.sub(r" \1 ", plain)
    return "".join(map(_of_a_word, plain))


def words_in(text: str) -> list[str]:
    """Each once, in their order."""
    return list(dict.fromkeys(word[:LONGEST] for word in folded(text).split()))


def looked_for(query: str) -> list[str]:
    """What is longer than anybody types is cut off; a NUL ends nothing."""
    return words_in(query[: LONGEST * MOST_WORDS])[:MOST_WORDS]


def beginnings_of(text: str) -> list[str]:
    """Every beginning of every word, so that the index answers for one as fast as for the whole word."""
    found = (word[:end] for word in words_in(text) for end in range(1, len(word) + 1))
    return list(dict.fromkeys(found))


def _of_a_word(sign: str) -> str:
    kind = unicodedata.category(sign)
    if kind[0] in "LN" or kind == "Mc":
        return sign
    if kind == "So":
        return f" {sign} "
    return "" if kind in _LEFT_OUT else " "
