"""Reads an OpenDocument text, which is what LibreOffice and Google make of our template, as a Word file is read."""

import re
from io import BytesIO
from zipfile import ZipFile

from defusedxml.ElementTree import fromstring

from stories.submission.template.lines import EMPTY, TICKED, Line, attribute, boxed, local_name

# Words that were deleted with Track Changes are kept by themselves, away from the text.
LEFT_OUT = {
    *("tracked-changes", "note-citation", "forms", "sequence-decls", "title", "desc", "creator", "date"),
    *("variable-decls", "user-field-decls", "scripts", "font-face-decls", "automatic-styles"),
}
BREAKS = {"tab": "\t", "line-break": "\n"}
BESIDE = {"note-body", "annotation", "header", "footer", "header-left", "footer-left"}
SPACES = re.compile(r"[ \t\r\n]+")
MOST_SPACES = 100


def lines_in(content: bytes) -> list[Line]:
    """`content` has been through `documents.checked`. Raises whatever a broken document raises."""
    with ZipFile(BytesIO(content)) as archive:
        root = fromstring(archive.read("content.xml"))
        part = Part(_ticked_controls(root))
        lines = part.lines_of(root)
        if "styles.xml" in archive.namelist():
            for element in fromstring(archive.read("styles.xml")).iter():
                part.beside += part.lines_of(element) if local_name(element.tag) in BESIDE else []
    return lines + [Line(line.text, is_beside=True) for line in part.beside]


def _ticked_controls(root) -> set[str]:
    """The tick boxes of a form that are ticked, by the keys by which the text shows them."""
    return {
        attribute(element, "id") or ""
        for element in root.iter()
        if local_name(element.tag) in ("checkbox", "radio") and _is_on(element)
    }


def _is_on(element) -> bool:
    state = attribute(element, "current-state") or attribute(element, "state")
    return state == "checked" or attribute(element, "current-selected") == "true"


class Part:
    def __init__(self, ticked_controls: set[str]):
        self.ticked_controls = ticked_controls
        self.names: list[str] = []
        self.after: list[Line] = []
        self.beside: list[Line] = []

    def lines_of(self, element) -> list[Line]:
        return [line for part in element for line in self._block(part)]

    def _block(self, element) -> list[Line]:
        tag = local_name(element.tag)
        if tag in LEFT_OUT:
            return []
        if tag in ("p", "h"):
            return self._paragraph(element, tag == "h")
        if tag in BESIDE:
            self.beside += self.lines_of(element)
            return []
        if tag in ("bookmark", "bookmark-start"):
            self.names.append(attribute(element, "name") or "")
        lines = self.lines_of(element)
        return boxed(lines) if tag in ("table", "text-box") else lines

    def _paragraph(self, element, is_heading) -> list[Line]:
        text = self._text(element).strip(" ")
        line = Line(text, tuple(self.names), is_heading)
        self.names, after, self.after = [], self.after, []
        return [line, *after]

    def _text(self, element) -> str:
        """Its own words, those of its parts, and those between them."""
        pieces = [SPACES.sub(" ", element.text or "")]
        for part in element:
            pieces += [self._inline(part), SPACES.sub(" ", part.tail or "")]
        return "".join(pieces)

    def _inline(self, element) -> str:
        tag = local_name(element.tag)
        if tag in LEFT_OUT:
            return ""
        if tag in BREAKS:
            return BREAKS[tag]
        if tag == "s":
            return " " * _number(attribute(element, "c"))
        if tag in BESIDE or tag == "text-box":
            lines = boxed(self.lines_of(element))
            (self.beside if tag in BESIDE else self.after).extend(lines)
            return ""
        if tag in ("bookmark", "bookmark-start"):
            self.names.append(attribute(element, "name") or "")
        return self._box(element, tag) or self._text(element)

    def _box(self, element, tag) -> str:
        """A tick box, in one of the three ways in which it can be written."""
        if tag == "control":
            return TICKED if attribute(element, "control") in self.ticked_controls else EMPTY
        if tag == "content-control" and attribute(element, "checkbox") == "true":
            return TICKED if attribute(element, "checked") == "true" else EMPTY
        if tag.startswith("fieldmark") and (attribute(element, "type") or "").endswith("FORMCHECKBOX"):
            values = {attribute(part, "name"): attribute(part, "value") for part in element}
            return TICKED if values.get("Checkbox_Checked") == "true" else EMPTY
        return ""


def _number(count: str | None) -> int:
    return min(int(count), MOST_SPACES) if (count or "").isdecimal() else 1
