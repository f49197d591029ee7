"""One detail, taken out of a text: every time that it stands there, and nothing else."""

import re

from stories.finder.details import Kind
from stories.finder.names import LETTER

INSTEAD = {
    "name": Kind.NAME.instead,
    "place": "[a place]",
    "condition": "[a health condition]",
    **{kind.name.lower(): kind.instead for kind in Kind},
    "other": "[taken out]",
}
_KIND_WORDS = "|".join(re.escape(words) for words in INSTEAD.values())


def without(text: str, words: str, instead: str) -> tuple[str, int]:
    """The text with every whole `words` replaced, capital letters or not, and how many there were.

    What was written in place of something earlier stays: “a name” is not taken out of “[a name]”.
    """
    looked_for = r"\s+".join(re.sub("['’]", "['’]", re.escape(word)) for word in words.split())
    alone = rf"(?<!{LETTER})(?<![\d_])(?P<found>{looked_for})(?!{LETTER}|[\d_])"
    count = 0

    def kind_words(match):
        nonlocal count
        if match["found"] is None:
            return match[0]
        count += 1
        return instead

    return re.sub(rf"{_KIND_WORDS}|{alone}", kind_words, text, flags=re.IGNORECASE), count
