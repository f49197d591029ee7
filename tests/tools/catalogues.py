"""Catalogues of translated words without a tool of gettext: read from .po, written as .mo.

`python -m tests.tools.catalogues` writes each .mo anew.
"""

import ast
import struct
from pathlib import Path

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


if __name__ == "__main__":
    for path in catalogues().values():
        path.with_suffix(".mo").write_bytes(packed(read(path)))
