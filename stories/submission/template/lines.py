"""A document of any kind as the lines that somebody sees who opens it: what every reader gives, and reading goes on with."""

from dataclasses import dataclass, replace

EMPTY, TICKED = "☐", "☒"


@dataclass(frozen=True)
class Line:
    """A paragraph in its final state. Tabs and line breaks in it are kept.

    `is_beside` is for what hangs on a page and not in the text: a comment, a note at the foot, a header.
    """

    text: str
    names: tuple[str, ...] = ()
    is_heading: bool = False
    is_in_box: bool = False
    is_beside: bool = False


def boxed(lines: list[Line]) -> list[Line]:
    return [replace(line, is_in_box=True) for line in lines]


def local_name(tag) -> str:
    """Without its namespace: Word has two families of them for the same words. Empty for a comment."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element, name: str) -> str | None:
    """Whatever its namespace."""
    return next((value for key, value in element.attrib.items() if local_name(key) == name), None)


def child(element, name: str):
    return next((part for part in element if local_name(part.tag) == name), None)
