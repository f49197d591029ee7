"""What a look at one part of the site finds: is it right, and if not, what is to be done?"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    RIGHT = "right"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True)
class Finding:
    """`sentence` is for the person who keeps the site going. It names no person and holds no key."""

    name: str
    state: State
    sentence: str

    @property
    def is_fault(self) -> bool:
        return self.state == State.FAULT


def right(name: str, sentence: str) -> Finding:
    return Finding(name, State.RIGHT, sentence)


def warning(name: str, sentence: str) -> Finding:
    return Finding(name, State.WARNING, sentence)


def fault(name: str, sentence: str) -> Finding:
    return Finding(name, State.FAULT, sentence)
