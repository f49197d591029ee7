"""What the sheets say beside the words that staff edit: texts.toml, which a person can read and correct."""

from functools import cache
from pathlib import Path

from django.conf import settings

from coproduction_site.content_files import read_toml

HOST_SHEET = settings.BASE_DIR / "ladder/content/host_sheet.toml"
FACES = ["face-down", "face-flat", "face-smile", "happy"]


@cache
def texts() -> dict:
    return read_toml(Path(__file__).with_name("texts.toml"))


@cache
def host_sheet() -> dict:
    """For the page and for the sheet: `title`, `lead`, `before` and `after` (lists), and `step`: `minutes`, `title` and `text`."""
    return read_toml(HOST_SHEET)
