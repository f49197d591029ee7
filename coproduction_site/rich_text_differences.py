"""Rich text for comparing: as a reader hears it, and whether two writings of it are the same."""

import re
from html.parser import HTMLParser

from coproduction_site import rich_text

RICH = ("description",)
BLOCKS = {"p", "h2", "h3", "li", "blockquote", "tr", "br"}
CELLS = {"td", "th"}


def without_tags(name: str, text: str) -> str:
    """Words alone, but with each link's address, because that can do harm too."""
    return as_heard(text) if name in RICH else text


def as_heard(html: str) -> str:
    heard = _read(_Heard(), html)
    return re.sub(r"\s*\n\s*", "\n", "".join(heard)).strip()


def same(one: str, other: str) -> bool:
    """The editor writes lists and spaces in its own way; that alone is no change."""
    return _read(_Shape(), rich_text.clean(one)) == _read(_Shape(), rich_text.clean(other))


def _read(reader, html) -> list[str]:
    reader.feed(html)
    reader.close()
    return reader.found


class _Heard(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.address = [], ""

    def handle_starttag(self, tag, attributes):
        if tag in BLOCKS and self.found[-1:] != ["\n• "]:
            self.found.append("\n• " if tag == "li" else "\n")
        if tag == "a":
            self.address = dict(attributes).get("href") or ""

    def handle_endtag(self, tag):
        if tag == "a" and self.address:
            self.found.append(f" ({self.address})")
            self.address = ""
        if tag in BLOCKS or tag in CELLS:
            self.found.append("\n" if tag in BLOCKS else " ")

    def handle_data(self, data):
        if data.strip():
            self.found.append(data)


class _Shape(HTMLParser):
    """Tags and words, without spaces between tags and without the paragraph inside a point of a list."""

    def __init__(self):
        super().__init__()
        self.found, self.open = [], []

    def handle_starttag(self, tag, attributes):
        if not (tag == "p" and self.open[-1:] == ["li"]):
            self.found.append(f"<{tag} {sorted(attributes)}>")
        self.open.append(tag)

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass
        if not (tag == "p" and self.open[-1:] == ["li"]):
            self.found.append(f"</{tag}>")

    def handle_data(self, data):
        if data.strip():
            self.found.append(" ".join(data.split()))
