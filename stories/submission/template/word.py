"""Reads a Word document: every word in its final state, whatever Word wrapped it in."""

import re
from io import BytesIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from stories.submission.template.lines import EMPTY, TICKED, Line, attribute, boxed, child, local_name
from stories.submission.template.word_signs import in_font, sign

MAIN = "word/document.xml"
STYLES = "word/styles.xml"
BESIDE = re.compile(r"^word/(header|footer|footnotes|endnotes|comments)\d*\.xml$")

# What was taken away or moved from here with Track Changes, and what nobody sees who reads the page.
GONE = {"del", "moveFrom", "delText", "instrText", "delInstrText", "fldData"}
UNSEEN = {"pPr", "rPr", "tblPr", "trPr", "tcPr", "sdtPr", "sdtEndPr", "sectPr", "tblGrid", "shapetype"}
LEFT_OUT = GONE | UNSEEN
BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
HEADINGS = ("heading", "title")


def lines_in(content: bytes) -> list[Line]:
    """`content` has been through `documents.checked`. Raises whatever a document raises that Word would not open."""
    with ZipFile(BytesIO(content)) as archive:
        parts = archive.namelist()
        styles = _headings(fromstring(archive.read(STYLES))) if STYLES in parts else set()
        lines = Part(styles).lines_of(fromstring(archive.read(MAIN)))
        for name in filter(BESIDE.match, parts):
            beside = Part(styles).lines_of(fromstring(archive.read(name)))
            lines += [Line(line.text, is_beside=True) for line in beside]
    return lines


def _headings(root) -> set[str]:
    """The styles that are headings. Their keys differ from language to language, their names do not."""
    names = {
        attribute(style, "styleId"): attribute(name, "val") or ""
        for style in root
        if local_name(style.tag) == "style" and (name := child(style, "name")) is not None
    }
    return {key for key, name in names.items() if name.casefold().startswith(HEADINGS)}


class Part:
    """One part of the archive. A paragraph whose end was deleted goes on in the next one."""

    def __init__(self, headings: set[str]):
        self.headings = headings
        self.names: list[str] = []  # Bookmarks that wait for the paragraph which they stand before.
        self.begun: Line | None = None
        self.after: list[Line] = []  # Boxes that float beside the paragraph which they hang on.

    def lines_of(self, element) -> list[Line]:
        lines = [line for part in element for line in self._block(part)]
        return lines + self._rest()

    def _block(self, element) -> list[Line]:
        tag = local_name(element.tag)
        if (
            tag in LEFT_OUT
            or _is_deleted_row(element, tag)
            or (tag == "sdt" and _is_placeholder(element))
        ):
            return []
        special = getattr(self, f"_block_{tag}", None)
        return special(element) if special else self.lines_of(element)

    def _block_tbl(self, element) -> list[Line]:
        return [*self._rest(), *boxed(self.lines_of(element))]

    def _block_bookmarkStart(self, element) -> list[Line]:
        self.names.append(attribute(element, "name") or "")
        return []

    def _block_AlternateContent(self, element) -> list[Line]:
        return self.lines_of(_chosen(element))

    def _block_p(self, element) -> list[Line]:
        text = "".join(self._inline(part) for part in element)
        line = Line(text, tuple(self.names), self._is_heading(element))
        if self.begun:
            begun = self.begun
            line = Line(begun.text + text, begun.names + line.names, begun.is_heading)
        self.names, self.begun = [], line
        if _ends_deleted(element):
            return []
        return self._rest()

    def _rest(self) -> list[Line]:
        lines = [*([self.begun] if self.begun else []), *self.after]
        self.begun, self.after = None, []
        return lines

    def _inline(self, element) -> str:
        tag = local_name(element.tag)
        if tag in LEFT_OUT:
            return ""
        if tag in BREAKS:
            return BREAKS[tag]
        special = getattr(self, f"_inline_{tag}", None)
        return special(element) if special else "".join(map(self._inline, element))

    def _inline_t(self, element) -> str:
        return element.text or ""

    def _inline_r(self, element) -> str:
        text = "".join(map(self._inline, element))
        return in_font(_font(element), text)

    def _inline_sym(self, element) -> str:
        return sign(attribute(element, "font"), attribute(element, "char"))

    def _inline_bookmarkStart(self, element) -> str:
        self.names.append(attribute(element, "name") or "")
        return ""

    def _inline_AlternateContent(self, element) -> str:
        return "".join(map(self._inline, _chosen(element)))

    def _inline_txbxContent(self, element) -> str:
        self.after += boxed(Part(self.headings).lines_of(element))
        return ""

    def _inline_fldChar(self, element) -> str:
        """A tick box of a form in the old style."""
        data = child(element, "ffData")
        box = child(data, "checkBox") if data is not None else None
        return "" if box is None else _box(_value(box, "checked", _value(box, "default", False)))

    def _inline_sdt(self, element) -> str:
        """A field of a form in the new style. What it says before anybody has typed is not an answer."""
        properties = child(element, "sdtPr")
        box = child(properties, "checkbox") if properties is not None else None
        if box is not None:
            return _box(_value(box, "checked", False))
        return "" if _is_placeholder(element) else "".join(map(self._inline, element))

    def _is_heading(self, element) -> bool:
        properties = child(element, "pPr")
        style = child(properties, "pStyle") if properties is not None else None
        return style is not None and attribute(style, "val") in self.headings


def _is_deleted_row(element, tag) -> bool:
    properties = child(element, "trPr") if tag == "tr" else None
    return properties is not None and child(properties, "del") is not None


def _chosen(element):
    """The way of saying it that a Word of today takes, or the only one there is."""
    return next(iter(element), element)


def _is_placeholder(field) -> bool:
    properties = child(field, "sdtPr")
    return properties is not None and _value(properties, "showingPlcHdr", False)


def _ends_deleted(paragraph) -> bool:
    properties = child(paragraph, "pPr")
    marks = child(properties, "rPr") if properties is not None else None
    return marks is not None and any(local_name(mark.tag) in ("del", "moveFrom") for mark in marks)


def _font(run) -> str | None:
    properties = child(run, "rPr")
    fonts = child(properties, "rFonts") if properties is not None else None
    return attribute(fonts, "ascii") if fonts is not None else None


def _value(element, name: str, default: bool) -> bool:
    """A switch: there without a value, it is on."""
    switch = child(element, name)
    if switch is None:
        return default
    return (attribute(switch, "val") or "1") not in ("0", "false", "off")


def _box(is_ticked: bool) -> str:
    return TICKED if is_ticked else EMPTY
