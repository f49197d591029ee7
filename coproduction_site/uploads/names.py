"""What a file was called by the person who sent it, made safe to show and to hand out."""

import unicodedata
from pathlib import PurePath

from coproduction_site import text

LONGEST = 100
WITHOUT_NAME = "document"
# Letters of two or more parts need joiners; signs that turn the direction of reading only mislead.
JOINERS = "\u200c\u200d"


def cleaned(name: str) -> str:
    """Only the last part, without signs that nobody can see, short enough for any disk."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in text.one_line(last) if _is_seen(sign))
    plain = " ".join(plain.replace('"', "'").split()).lstrip(". ")
    end = PurePath(plain).suffix[:10]
    stem = plain[: len(plain) - len(end)] if end else plain
    return f"{stem.strip()[: LONGEST - len(end)] or WITHOUT_NAME}{end}"


def _is_seen(sign: str) -> bool:
    """Neither a control sign, nor one that turns the direction, nor half of a letter."""
    return (
        sign in JOINERS or sign.isspace() or unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Co"}
    )


def ending(name: str, kind: str) -> str:
    """With the end that its inside asks for, so that it opens in the right program."""
    path = PurePath(name)
    return (
        name if path.suffix.lower() == f".{kind}" else f"{path.stem[: LONGEST - len(kind) - 1]}.{kind}"
    )
