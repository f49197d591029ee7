"""Lists that came as paragraphs with a sign before each, and lists that stand in one another the wrong way."""

import re
from xml.etree.ElementTree import Element, SubElement

_MARKED = re.compile(r"mso-list:\s*Ignore", re.IGNORECASE)
_LEVEL = re.compile(r"mso-list:[^;]*\blevel(\d)", re.IGNORECASE)
# A sign, and the room that Word leaves behind it. One plain space may follow a dash or a number in any sentence.
_ROOM = r"(?:\s*[\u00a0\t]\s*|\s{2,})"
_POINT = re.compile(rf"\s*(?:([·•●▪◦‣\uf0b7\uf0a7])\s*|([o§\-–*]){_ROOM})")
_NUMBER = re.compile(rf"\s*\(?(?:\d{{1,3}}|[a-z]|[ivx]{{1,5}})[.)]{_ROOM}", re.IGNORECASE)
_NUMBER_ALONE = re.compile(r"\s*\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]", re.IGNORECASE)
_LEVEL_OF_SIGN = {"o": 2, "◦": 2, "§": 3, "▪": 3, "\uf0a7": 3}
DEEPEST = 6


def is_marker(part) -> bool:
    """Where Word writes the sign itself, and says so."""
    return bool(_MARKED.search(part.get("style", "")))


def gather(parent) -> None:
    """Rewrites the points of each list in `parent`, and of those deeper down."""
    if parent.tag in {"ul", "ol"}:
        _put_lists_into_points(parent)
    for part in parent:
        gather(part)
    if parent.tag not in {"ul", "ol"}:
        _make_lists(parent)


def _make_lists(parent) -> None:
    parts, open_lists = [], []
    for part in list(parent):
        stands_alone = part.tag == "p" and not (part.tail or "").strip()
        found = _point(part) if stands_alone else None
        if found is None:
            open_lists = []
            parts.append(part)
        else:
            _add(parts, open_lists, part, *found)
    parent[:] = [part for part in parts if not _is_empty(part)]


def _add(parts: list, open_lists: list, point, level: int, tag: str) -> None:
    """Below the last point that stands higher, or as the next one beside it."""
    while open_lists and open_lists[-1][0] > level:
        open_lists.pop()
    if open_lists and open_lists[-1][0] == level and open_lists[-1][1].tag != tag:
        open_lists.pop()
    if not open_lists or open_lists[-1][0] < level:
        made = SubElement(open_lists[-1][1][-1], tag) if open_lists else Element(tag)
        parts += [] if open_lists else [made]
        open_lists.append((level, made))
    point.tag, point.tail, point.attrib = "li", "", {}
    open_lists[-1][1].append(point)


def _point(paragraph) -> tuple[int, str] | None:
    """Level and kind of list, after the sign is taken away; None for any other paragraph."""
    level = _LEVEL.search(paragraph.get("style", ""))
    marker = next((part for part in paragraph.iter("span") if is_marker(part)), None)
    sign = "".join(marker.itertext()) if marker is not None else ""
    if marker is not None:
        _take_out(paragraph, marker)
    if level and marker is not None:
        kind = "ol" if _NUMBER_ALONE.match(sign) and not _POINT.match(sign + "\u00a0") else "ul"
        return min(int(level[1]), DEEPEST), kind
    return _by_sign(paragraph)


def _by_sign(paragraph) -> tuple[int, str] | None:
    text = paragraph.text or ""
    if point := _POINT.match(text):
        paragraph.text = text[point.end() :]
        return _LEVEL_OF_SIGN.get(point[1] or point[2], 1), "ul"
    if number := _NUMBER.match(text):
        paragraph.text = text[number.end() :]
        return 1, "ol"
    return None


def _take_out(paragraph, marker) -> None:
    """With the text behind it put where it stood."""
    for holder in paragraph.iter():
        for place, part in enumerate(holder):
            if part is marker:
                before = holder[place - 1] if place else None
                holder.remove(marker)
                if before is None:
                    holder.text = ((holder.text or "") + (marker.tail or "")).lstrip()
                else:
                    before.tail = (before.tail or "") + (marker.tail or "")
                return


def _put_lists_into_points(parent) -> None:
    """A list that stands between the points belongs to the one before it; whatever else does is a point of its own."""
    parts = []
    for part in list(parent):
        if part.tag == "li":
            parts.append(part)
        elif not _is_empty(part):
            is_a_list = part.tag in {"ul", "ol"}
            if not parts or not is_a_list:
                parts.append(Element("li"))
            parts[-1].append(part)
    parent[:] = parts


def _is_empty(part) -> bool:
    return (
        part.tag == "p"
        and not len(part)
        and not (part.text or "").strip()
        and not (part.tail or "").strip()
    )
