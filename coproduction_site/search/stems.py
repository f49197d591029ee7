"""What stands for a word in all its endings: “families” and “family” are one. English; other words stay as they are.

The rules are those that Martin Porter published (Program 14, 1980, 130–137), written anew for this site.
"""

from collections.abc import Callable
from functools import lru_cache

from coproduction_site.search.words import LONGEST, folded

_FIRST_ENDINGS = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "abli": "able",
    "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate",
    "alism": "al", "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive",
    "biliti": "ble",
}  # fmt: skip
_SECOND_ENDINGS = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_LAST_ENDINGS = dict.fromkeys(
    [
        "al",
        "ance",
        "ence",
        "er",
        "ic",
        "able",
        "ible",
        "ant",
        "ement",
        "ment",
        "ent",
        "sion",
        "tion",
        "ou",
        "ism",
        "ate",
        "iti",
        "ous",
        "ive",
        "ize",
    ],
    "",
) | {"sion": "s", "tion": "t"}


def stem(word: str) -> str:
    """Of one folded word."""
    if len(word) < 3 or not (word.isascii() and word.isalpha()):
        return word
    word = _without_past(_without_plural(word))
    if word.endswith("y") and "v" in _shape(word[:-1]):
        word = word[:-1] + "i"
    word = _replaced(word, _FIRST_ENDINGS, lambda start: _measure(start) > 0)
    word = _replaced(word, _SECOND_ENDINGS, lambda start: _measure(start) > 0)
    word = _replaced(word, _LAST_ENDINGS, lambda start: _measure(start) > 1)
    return _without_last(word)


@lru_cache(maxsize=20_000)
def known_stem(word: str) -> str:
    """For words of what is public. What somebody looks for is not remembered."""
    return stem(word)


def stems_in(text: str) -> list[str]:
    """Each once, in their order."""
    return list(dict.fromkeys(known_stem(word[:LONGEST]) for word in folded(text).split()))


def _shape(word: str) -> str:
    """“c” for each consonant and “v” for each vowel; “y” is a vowel after a consonant."""
    shape = ""
    for sign in word:
        is_vowel = sign in "aeiou" or (sign == "y" and shape.endswith("c"))
        shape += "v" if is_vowel else "c"
    return shape


def _measure(word: str) -> int:
    return _shape(word).count("vc")


def _is_short(word: str) -> bool:
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _without_plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _without_past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) else word
    for ending in ("ed", "ing"):
        start = word.removesuffix(ending)
        if start != word:
            return _mended(start) if "v" in _shape(start) else word
    return word


def _mended(word: str) -> str:
    """What lost its “-ed” or “-ing” gets the end that it had before: “hoping” is of “hope”."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if word[-2:-1] == word[-1] and _shape(word)[-1] == "c" and word[-1] not in "lsz":
        return word[:-1]
    return word + "e" if _measure(word) == 1 and _is_short(word) else word


def _replaced(word: str, endings: dict[str, str], is_long: Callable[[str], bool]) -> str:
    """The longest ending that is there decides."""
    found = [ending for ending in endings if word.endswith(ending)]
    if not found:
        return word
    ending = max(found, key=len)
    start = word[: -len(ending)]
    stays = endings[ending]
    measured = start + stays if ending in ("sion", "tion") else start
    return start + stays if is_long(measured) else word


def _without_last(word: str) -> str:
    if word.endswith("e"):
        start = word[:-1]
        if _measure(start) > 1 or (_measure(start) == 1 and not _is_short(start)):
            word = start
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
