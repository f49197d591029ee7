"""The words of the sheet for a host, for the page and for the PDF alike."""

from functools import cache

from django.conf import settings

from coproduction_site.content_files import read_toml

FILE = settings.BASE_DIR / "ladder/content/host_sheet.toml"


@cache
def host_sheet() -> dict:
    """`title`, `lead`, `before` and `after` (lists), and `step`: a list of `minutes`, `title` and `text`."""
    return read_toml(FILE)
