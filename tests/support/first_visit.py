"""What a first visit to a page weighs on the way: the page, every file that a browser fetches unasked, and their headers."""

import re

import brotli

from coproduction_site.cache.packing import QUICK
from coproduction_site.cache.static_storage import joined
from tests.support.house import ROOT

ONE_FLIGHT, MOST_REQUESTS = 14_480, 4
HEADERS_OF_A_FILE = 500
STATIC = ROOT / "static"


def weight_of(answer) -> int:
    headers = sum(len(f"{name}: {value}\r\n") for name, value in answer.headers.items())
    return len(brotli.compress(answer.content, quality=QUICK)) + headers


def files_of(html: str) -> set[str]:
    """What a browser fetches without being asked: sheets, scripts, icons, and pictures that it need not scroll to."""
    heads = re.findall(r"<(?:link|script|img)\b[^>]*>", html)
    fetched = [tag for tag in heads if 'loading="lazy"' not in tag]
    named = [tag for tag in fetched if re.search(r"rel=\"(?:stylesheet|icon|preload)|<script|<img", tag)]
    return {found[1] for tag in named if (found := re.search(r'(?:href|src)="(/static/[^"]+)"', tag))}


def weight_of_file(address: str) -> int:
    name = address.removeprefix("/static/")
    return len(brotli.compress(sheet() if name == "css/site.css" else _read(name))) + HEADERS_OF_A_FILE


def sheet() -> bytes:
    """As a visitor gets it: one file."""
    return joined(lambda name: _read(name).decode()).encode()


def _read(name: str) -> bytes:
    return (STATIC / name).read_bytes()
