"""A text as plain signs, to search in, with the way back: where each of them stands in the text as it was typed.

The search sees what a reader sees: “07700\u00a0900123”, “٠٧٧٠٠ ٩٠٠١٢٣” and full-width digits are one number.
"""

import re
import unicodedata
from dataclasses import dataclass

_PLAIN_TEXT = re.compile(r"[\n -_a-~]*")
_LINE_BREAKS = "\n\r\x0b\x0c\x85\u2028\u2029"
# Unicode's default-ignorable signs that are no format signs (Cf), and the empty Braille cell.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_SEEN_FORMAT_SIGNS = re.compile("[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]")
_APOSTROPHES = "‘’‛ʼ′´`"
# Between words, a wide dash stands for a pause, as in “Jo—my son”.
_WIDE_DASHES = re.compile(r"(?<=\d)[—―]|[—―](?=\d)")
_OTHER = {"⁄": "/", "∕": "/", "∶": ":", "−": "-", "⁃": "-", "˗": "-", "․": "."}
_COMPOSED = re.compile(r"[^\s\u0300-\u036f][\u0300-\u036f]+")


class _Signs(dict):
    """What each sign becomes, worked out when it is first met. None is a sign that nobody sees."""

    def __missing__(self, code):
        self[code] = plain = _plain(chr(code))
        return plain


def _plain(sign: str) -> str | None:
    kind = unicodedata.category(sign)
    if sign in _LINE_BREAKS:
        return "\n"
    if kind == "Zs" or sign == "\t":
        return " "
    if kind == "Nd":
        return str(unicodedata.digit(sign))
    if (kind in ("Cc", "Cf") and not _SEEN_FORMAT_SIGNS.match(sign)) or _UNSEEN.match(sign):
        return None
    if sign in _APOSTROPHES:
        return "'"
    return _OTHER.get(sign) or _narrow(sign, kind)


def _narrow(sign: str, kind: str) -> str:
    """Full-width, small and mathematical forms are one plain sign each; so are hyphens and short dashes."""
    if "\ufe50" <= sign <= "\uffef" or "\U0001d400" <= sign <= "\U0001d7ff":
        plain = unicodedata.normalize("NFKC", sign)
        sign = plain if len(plain) == 1 else sign
    return "-" if kind == "Pd" and sign not in "—―" else sign


_SIGNS = _Signs()


@dataclass(frozen=True)
class Folded:
    """`text` is searched. Without `starts` and `ends` each of its signs stands where it stood."""

    text: str
    starts: list[int] | None = None
    ends: list[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where this part of `text` stands in what was typed. It must not be empty."""
        if self.starts is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def folded(typed: str) -> Folded:
    if "  " not in typed and _PLAIN_TEXT.fullmatch(typed):
        return Folded(typed)
    text = _WIDE_DASHES.sub("-", typed.translate(_SIGNS))
    if len(text) == len(typed) and "  " not in text and not _COMPOSED.search(text):
        return Folded(text)
    pieces = _pieces(typed)
    text = _WIDE_DASHES.sub("-", "".join(plain for plain, *_ in pieces))
    return Folded(text, [start for _, start, _ in pieces], [end for *_, end in pieces])


def _pieces(typed: str) -> list[tuple[str, int, int]]:
    """Each sign that is searched, with its place. Of several spaces the first stands for all."""
    pieces = []
    for at, sign in enumerate(typed):
        plain = _SIGNS[ord(sign)]
        if plain is None or (plain == " " and pieces and pieces[-1][0] == " "):
            continue
        if pieces and "\u0300" <= plain <= "\u036f":
            whole = unicodedata.normalize("NFC", pieces[-1][0] + plain)
            if len(whole) == 1:
                pieces[-1] = whole, pieces[-1][1], at + 1
                continue
        pieces.append((plain, at, at + 1))
    return pieces
