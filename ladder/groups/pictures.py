"""A small ladder that lies on its side: four rungs from "not yet" to "always", a rail for each of those who answered."""

from dataclasses import dataclass

from ladder.reflection.forms import LABELS

FIRST_RUNG, BETWEEN_RUNGS, FIRST_RAIL, BETWEEN_RAILS = 64, 84, 30, 46
WIDTH, BELOW = 380, 36
WORD_ASIDE = 20
SHAPES = {"family": "circle", "young": "diamond", "staff": "square", "before": "ring", "now": "circle"}
RUNGS = [(FIRST_RUNG + BETWEEN_RUNGS * at, LABELS[str(at)]) for at in range(4)]


@dataclass(frozen=True)
class Dot:
    """Where on the picture, as which shape, with which word beside it."""

    x: int
    y: int
    shape: str
    word: str
    word_x: int
    anchor: str


@dataclass(frozen=True)
class Picture:
    dots: list[Dot]

    @property
    def height(self) -> int:
        return FIRST_RAIL + BETWEEN_RAILS * (len(self.dots) - 1) + BELOW

    @property
    def foot(self) -> int:
        """Where the words of the rungs stand."""
        return self.height - 6

    @property
    def rungs(self) -> list[tuple[int, str]]:
        return RUNGS

    @property
    def ends(self) -> tuple[int, int]:
        """Of each rung: from the first rail to the last. One rail alone has short ones."""
        last = self.dots[-1].y
        return (FIRST_RAIL, last) if last > FIRST_RAIL else (FIRST_RAIL - 10, FIRST_RAIL + 10)


def picture_of(marks: list[tuple[str, str, int]]) -> Picture:
    """From triples: a key of SHAPES, the word beside the dot, and the answer from 0 to 3. One rail each."""
    return Picture([_dot(at, *mark) for at, mark in enumerate(marks)])


def _dot(at, shape, word, answer) -> Dot:
    x, is_right = RUNGS[answer][0], answer > 1
    word_x = x - WORD_ASIDE if is_right else x + WORD_ASIDE
    anchor = "end" if is_right else "start"
    return Dot(x, FIRST_RAIL + BETWEEN_RAILS * at, SHAPES[shape], word, word_x, anchor)
