"""The documents of a story as they can be read beside the boxes: pages as pictures, and the words of a text."""

import json
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from defusedxml import ElementTree

from coproduction_site.uploads import documents, pdf

MOST_LETTERS = 60_000
# In each kind, the part that holds the words, and the elements that are a line of their own.
WORDS_IN = {"docx": ("word/document.xml", {"p"}), "odt": ("content.xml", {"p", "h"})}


@dataclass(frozen=True)
class Shown:
    """`pages` are the numbers of those that are pictures; `count` is how many there are."""

    document: object
    text: str = ""
    pages: tuple[int, ...] = ()
    count: int = 0

    @property
    def is_whole(self) -> bool:
        return bool(self.text) or 0 < self.count == len(self.pages)


def shown(document) -> Shown:
    kind = documents.kind_of_kept(document.file.name)
    try:
        content = read(document)
    except OSError:
        return Shown(document)
    if kind == "pdf":
        drawn = json.loads(pdf.page_picture(content, 0) or "[]")
        pages = tuple(number for number, is_drawn in enumerate(drawn, 1) if is_drawn)
        return Shown(document, pages=pages, count=len(drawn))
    return Shown(document, text=_text(kind, content)[:MOST_LETTERS])


def read(document) -> bytes:
    with document.file.open("rb") as file:
        return file.read()


def _text(kind: str, content: bytes) -> str:
    if kind == "txt":
        return content.decode("utf-8", "replace")
    if kind not in WORDS_IN:
        return ""
    part, lines = WORDS_IN[kind]
    with ZipFile(BytesIO(content)) as archive:
        tree = ElementTree.fromstring(archive.read(part))
    found = ("".join(element.itertext()) for element in tree.iter() if _name(element) in lines)
    return "\n".join(line for line in found if line.strip())


def _name(element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]
