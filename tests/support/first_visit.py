"""What a first visit to a page weighs on the way: the page, every file that a browser fetches unasked, and their headers."""

import re

import brotli

from coproduction_site.cache.packing import QUICK
from coproduction_site.cache.static_storage import joined
from tests.support import walk
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


def fonts_of(answer) -> set[str]:
    """The fonts that a browser fetches for a page, unless it was told to save data: those that have a sign of its text."""
    text = set(walk.soup_of(answer).get_text())
    return {f"/static/{name}" for name, signs in fonts().items() if signs & text}


def fonts() -> dict[str, set[str]]:
    """Name of each font of the sheet → the signs that it is fetched for."""
    found = re.findall(
        r'@font-face\{[^}]*url\("\.\./([^"]+)"\)[^}]*unicode-range: ?([^;}]+)', sheet().decode()
    )
    return {name: set().union(*map(_signs_between, signs.split(","))) for name, signs in found}


def _signs_between(codes: str) -> set[str]:
    first, _, last = codes.strip().removeprefix("U+").partition("-")
    return {chr(code) for code in range(int(first, 16), int(last or first, 16) + 1)}


def weight_of_file(address: str) -> int:
    name = address.removeprefix("/static/")
    if name.endswith(".woff2"):  # Packed already.
        return len(_read(name)) + HEADERS_OF_A_FILE
    return len(brotli.compress(sheet() if name == "css/site.css" else _read(name))) + HEADERS_OF_A_FILE


def sheet() -> bytes:
    """As a visitor gets it: one file."""
    return joined(lambda name: _read(name).decode()).encode()


def _read(name: str) -> bytes:
    return (STATIC / name).read_bytes()
