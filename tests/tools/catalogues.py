"""Catalogues of translated words without a tool of gettext: read from .po, written as .mo.

`django.po` has the words of the frame around each page, `route.po` beside it those of the route by which a story is
told; both stand in one .mo.

    python -m tests.tools.catalogues              writes each .mo anew, and the words of the route to locale/route.json
    python -m tests.tools.catalogues missing pl   says which words of the route have no Polish, as lines for route.po
"""

import ast
import json
import os
import struct
import sys
from pathlib import Path

import django

FOLDER = Path(__file__).parents[2] / "locale"
MAGIC, HEADER = 0x950412DE, 28


def catalogues() -> dict[str, Path]:
    return {path.parts[-3]: path for path in sorted(FOLDER.glob("*/LC_MESSAGES/django.po"))}


def read(path: Path) -> dict[str, str]:
    """English → the other language. What somebody marked as not sure ("fuzzy") is not there."""
    found, name, is_sure = {}, "", True
    entry = {"msgid": "", "msgstr": ""}
    for line in [*path.read_text().splitlines(), ""]:
        keyword, _, rest = line.partition(" ")
        if line.startswith("#,") and "fuzzy" in line:
            is_sure = False
        elif keyword in entry:
            name, entry[keyword] = keyword, ast.literal_eval(rest)
        elif line.startswith('"'):
            entry[name] += ast.literal_eval(line)
        elif not line and entry["msgstr"]:
            found |= {entry["msgid"]: entry["msgstr"]} if is_sure else {}
            entry, is_sure = {"msgid": "", "msgstr": ""}, True
    return found


def whole(path: Path) -> dict[str, str]:
    """What is in the .mo beside this django.po. Of a word that the frame and the route share, the frame has it."""
    route = path.with_name("route.po")
    return (read(route) if route.exists() else {}) | read(path)


def packed(messages: dict[str, str]) -> bytes:
    """As gettext reads it: two tables of lengths and places, then the texts, each with a zero behind it."""
    pairs = sorted((key.encode(), text.encode()) for key, text in messages.items())
    texts = [key for key, _ in pairs] + [text for _, text in pairs]
    place = HEADER + 8 * len(texts)
    table = b""
    for text in texts:
        table += struct.pack("<II", len(text), place)
        place += len(text) + 1
    count = len(pairs)
    header = struct.pack("<7I", MAGIC, 0, count, HEADER, HEADER + 8 * count, 0, HEADER + 16 * count)
    return header + table + b"".join(text + b"\0" for text in texts)


def quoted(text: str) -> str:
    """As a line of a .po has it."""
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from tests.tools import route_words

    if sys.argv[1:2] == ["missing"]:
        print(route_words.missing(sys.argv[2]))
    else:
        for path in catalogues().values():
            path.with_suffix(".mo").write_bytes(packed(whole(path)))
        route_words.FILE.write_text(route_words.as_file())
