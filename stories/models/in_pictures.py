"""A story told by pictures that somebody picked, for those who do not write. They are listed in content/pictures.toml."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from coproduction_site.content_files import read_toml

FILE = Path(__file__).parents[1] / "content" / "pictures.toml"
TITLE = "A story in pictures"
OPENING = "I picked pictures."


@dataclass(frozen=True)
class Picture:
    code: str
    words: str

    def __str__(self):
        return f"{self.words[0].upper()}{self.words[1:]}"


@dataclass(frozen=True)
class Group:
    """One question with its pictures: all of them, or those that were picked."""

    code: str
    question: str
    says: str
    pictures: tuple[Picture, ...]
    pick_one: bool = False

    def __str__(self):
        """The sentence that its pictures make."""
        return f"{self.says}: {', '.join(picture.words for picture in self.pictures)}."


@cache
def groups() -> list[Group]:
    return [
        Group(**group | {"pictures": tuple(Picture(**picture) for picture in group["pictures"])})
        for group in read_toml(FILE)["groups"]
    ]


def picked(codes: Iterable[str]) -> list[Group]:
    """In the order of the page, each once. What is no picture of ours (any more) is left out."""
    known = {code for code in codes if isinstance(code, str)}
    found = []
    for group in groups():
        pictures = tuple(picture for picture in group.pictures if picture.code in known)
        if pictures:
            found.append(replace(group, pictures=pictures))
    return found


def words_for(codes: Iterable[str]) -> str:
    """Plain sentences, so that a story in pictures can be read by everybody and everything. Empty without pictures."""
    sentences = [str(group) for group in picked(codes)]
    return " ".join([OPENING, *sentences]) if sentences else ""
