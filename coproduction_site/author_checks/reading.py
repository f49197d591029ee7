"""A field as its readers meet it: paragraphs, headings, links, pictures and tables."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

PARAGRAPHS = {"p", "li", "h2", "h3", "td", "th", "blockquote"}
HEADINGS = {"h2": 2, "h3": 3}


@dataclass
class Read:
    """`headings` are levels with words; of each table, whether it has a head; of each picture, its words."""

    paragraphs: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    tables: list[bool] = field(default_factory=list)


def read(text: str) -> Read:
    """Rich text by its tags, any other by its lines."""
    if "<" not in text or ">" not in text:
        return Read(paragraphs=[line for line in map(_in_one, text.splitlines()) if line])
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_paragraph()
    return reader.read


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.read, self.tag, self.words, self.link = Read(), "", [], None

    def handle_starttag(self, tag, attributes):
        if tag in PARAGRAPHS:
            self.end_paragraph()
            self.tag = tag
        if tag == "a":
            self.link = []
        elif tag == "img":
            self.read.pictures.append(_in_one(dict(attributes).get("alt") or ""))
        elif tag == "table":
            self.read.tables.append(False)
        elif tag == "th" and self.read.tables:
            self.read.tables[-1] = True

    def handle_endtag(self, tag):
        if tag in PARAGRAPHS:
            self.end_paragraph()
        elif tag == "a" and self.link is not None:
            self.read.links.append(_in_one("".join(self.link)))
            self.link = None

    def handle_data(self, data):
        self.words.append(data)
        if self.link is not None:
            self.link.append(data)

    def end_paragraph(self):
        text = _in_one("".join(self.words))
        if text:
            self.read.paragraphs.append(text)
            if self.tag in HEADINGS:
                self.read.headings.append((HEADINGS[self.tag], text))
        self.tag, self.words = "", []


def _in_one(text: str) -> str:
    return " ".join(text.split())
