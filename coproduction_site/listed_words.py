"""The first use of a listed word on a page leads to what it means, and the page knows which words it used.

Only in our own words, and only in English: never in a link, a heading, a button, the label of a box, somebody's own words
or another language. Most of a page is looked at once, by one pattern, so a page of 20 kB costs about a millisecond.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

NEVER_IN = frozenset(
    [
        "a",
        "address",
        "abbr",
        "blockquote",
        "button",
        "cite",
        "code",
        "dt",
        "h1",
        "h2",
        "h3",
        "h4",
        "label",
        "legend",
        "mark",
        "nav",
        "option",
        "q",
        "script",
        "style",
        "summary",
        "svg",
        "textarea",
        "time",
        "title",
    ]
)
_WITHOUT_AN_END = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
    ]
)
_PIECE = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>")
_GAP = r"(?:\s|&nbsp;)+"
_IN_HTML = {
    "'": "(?:['’]|&#x27;|&#39;|&rsquo;)",
    '"': '(?:"|&quot;)',
    "&": "&amp;",
    "<": "&lt;",
    ">": "(?:>|&gt;)",
}
_OTHER_LANGUAGE = re.compile(r"""\blang=["']?+(?!en\b)""")


class Word(NamedTuple):
    """A listed word, as a page needs it."""

    term: str
    address: str
    meaning: str
    is_proposed: bool


class Listed(NamedTuple):
    """The pattern that finds any form of a listed word. In `each` every form is a group, of the word at that place.

    Two, because one with groups takes ten times as long to read a page.
    """

    pattern: re.Pattern | None
    each: re.Pattern | None = None
    words: tuple[Word, ...] = ()


def listed(forms: Iterable[tuple[str, Word]]) -> Listed:
    """A form that two words share belongs to the first."""
    words: dict[str, Word] = {}
    for form, word in forms:
        words.setdefault(_key(form), word)
    words.pop("", None)
    if not words:
        return Listed(None)
    longest_first = sorted(words, key=lambda key: (-len(key), not key.isupper()))
    forms = [_as_written(key) for key in longest_first]
    return Listed(
        re.compile(rf"(?<![\w-])(?<!&)(?<!&#)(?:{'|'.join(forms)})(?![\w-])"),
        re.compile("|".join(f"({form})" for form in forms)),
        tuple(words[key] for key in longest_first),
    )


def linked(html: str, known: Listed, own_address: str = "") -> tuple[str, list[Word]]:
    """The page with its links, and the words that were found, in their order. The page of a word itself has no link to it."""
    if known.pattern is None:
        return html, []
    found: dict[str, Word | None] = {own_address: None}
    word_of = cache(lambda use: known.words[known.each.fullmatch(use).lastindex - 1])

    def link(use) -> str:
        word = word_of(use[0])
        if word.address in found:
            return use[0]
        found[word.address] = word
        return f'<a href="{word.address}">{use[0]}</a>'

    pieces = [known.pattern.sub(link, piece) if is_ours else piece for piece, is_ours in _pieces(html)]
    return "".join(pieces), [word for word in found.values() if word]


def _pieces(html: str) -> Iterator[tuple[str, bool]]:
    """Tags and texts in their order, each with whether a word in it may be linked."""
    inside: list[
        str
    ] = []  # The element in which nothing is linked, and those of the same name within it.
    for piece in _PIECE.split(html):
        tag = _TAG.fullmatch(piece)
        if tag:
            _step(inside, tag)
        yield piece, not inside and not piece.startswith("<")


def _step(inside: list[str], tag: re.Match) -> None:
    name, ends = tag[2].lower(), bool(tag[1])
    if inside and name == inside[-1]:
        inside.pop() if ends else inside.append(name)
    elif not inside and not ends and _is_not_ours(name, tag[3]):
        inside.append(name)


def _is_not_ours(name: str, attributes: str) -> bool:
    if name in _WITHOUT_AN_END or attributes.endswith("/"):
        return False
    return name in NEVER_IN or bool(_OTHER_LANGUAGE.search(attributes))


def _as_written(key: str) -> str:
    """Small or large letters do not matter, but in a short name, such as ISP or SEND, they do."""
    pattern = _GAP.join(
        "".join(_IN_HTML.get(sign) or re.escape(sign) for sign in part) for part in key.split()
    )
    return pattern if key.isupper() else f"(?i:{pattern})"


def _key(form: str) -> str:
    """Letter by letter, since a letter such as “İ” is two when it is small."""
    in_one_line = " ".join(form.replace("’", "'").split())
    return in_one_line if in_one_line.isupper() else "".join(map(_small, in_one_line))


def _small(sign: str) -> str:
    small = sign.lower()
    return small if len(small) == 1 else sign
