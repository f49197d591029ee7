"""What the sheets say beside the words that staff edit: texts.toml, which a person can read and correct."""

from functools import cache
from pathlib import Path

from coproduction_site.content_files import read_toml

FACES = ["face-down", "face-flat", "face-smile", "happy"]


@cache
def texts() -> dict:
    return read_toml(Path(__file__).with_name("texts.toml"))
