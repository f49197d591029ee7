"""Starter content: files that a person can read, put where the database has nothing yet."""

import tomllib
from pathlib import Path

from coproduction_site import text

FENCE = "+++"


def make_missing(say, model, rows: list[tuple[dict, dict]]) -> None:
    """`rows` are pairs: how a thing is known, and its words if it is new. No edit is ever overwritten.

    `say(created, thing)` is told of every row.
    """
    for key, row in rows:
        if _was_ever_here(model, key):
            say(False, model(**key))
        else:
            say(True, model.objects.create(**row))


def _was_ever_here(model, key) -> bool:
    """Its history remembers what staff took out or gave another name: that does not come back."""
    known = hasattr(model, "history") and model.history.filter(**key).exists()
    return known or model.objects.filter(**key).exists()


def read_toml(path: Path) -> dict:
    return text.cleaned_throughout(tomllib.loads(path.read_text()))


def read_page(path: Path) -> tuple[dict, str]:
    """The facts at the top of a Markdown file, between two lines of +++, and the words below them."""
    _, facts, body = text.cleaned(path.read_text()).split(FENCE, 2)
    return tomllib.loads(facts), body.strip()
