"""Which languages a partner names, by their codes: only where each of its words is sure."""

import re
from functools import cache
from pathlib import Path

from coproduction_site.content_files import read_toml

FILE = Path(__file__).parents[1] / "content" / "languages.toml"
BETWEEN = re.compile(r"\s*(?:[,;/&+\n]|\band\b)\s*")


def codes(text: str) -> list[str]:
    """“English, Polish and BSL” are three. “English, others if you ask” are none: who reads codes sees no “if”."""
    names = [name for name in BETWEEN.split(text.strip().rstrip(".").lower()) if name]
    known = _codes()
    if not all(name in known for name in names):
        return []
    return list(dict.fromkeys(known[name] for name in names if known[name]))


@cache
def _codes() -> dict[str, str]:
    return read_toml(FILE)["codes"]
