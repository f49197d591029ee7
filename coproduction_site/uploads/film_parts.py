"""What the readers of both kinds of film say."""

from dataclasses import dataclass, field

AT_A_TIME = 65_536


class NotWhole(Exception):
    """It ends too soon, or is not put together as it must be."""


def counted(parts, most: int):
    """Each of them; a list that is longer than any real film needs is none."""
    for number, part in enumerate(parts):
        if number == most:
            raise NotWhole
        yield part


@dataclass
class Inside:
    """`codecs` are what its pictures are written in; `hidden`, where somebody may have written who and where."""

    codecs: set[str] = field(default_factory=set)
    hidden: list[tuple[int, bytes, int, int]] = field(default_factory=list)

    def hide(self, place: int, name: bytes, start: int, end: int) -> None:
        """At `place` stands `name` from now on, and from `start` to `end` nothing. No length changes."""
        self.hidden.append((place, name, start, end))

    def write_over(self, file) -> None:
        for place, name, start, end in self.hidden:
            file.seek(place)
            file.write(name)
            file.seek(start)
            for here in range(start, end, AT_A_TIME):
                file.write(bytes(min(AT_A_TIME, end - here)))
