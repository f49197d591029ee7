"""Words that stand in no paragraph."""

from xml.etree.ElementTree import Element

BLOCKS = {
    *("p", "h2", "h3", "ul", "ol", "li", "blockquote"),
    *("table", "thead", "tbody", "tr", "td", "th", "div"),
}


def into_paragraphs(tree) -> None:
    """What stands between two blocks becomes one; space alone stays as it is."""
    parts, begins = [], tree.text or ""
    tree.text = "" if begins.strip() else begins
    paragraph = _begun(parts, begins) if begins.strip() else None
    for part in list(tree):
        if part.tag in BLOCKS:
            behind, paragraph = part.tail or "", None
            parts.append(part)
            if behind.strip():
                part.tail = ""
                paragraph = _begun(parts, behind)
        else:
            paragraph = _begun(parts, "") if paragraph is None else paragraph
            paragraph.append(part)
    tree[:] = parts


def _begun(parts: list, text: str) -> Element:
    paragraph = Element("p")
    paragraph.text = text
    parts.append(paragraph)
    return paragraph
