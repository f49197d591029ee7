"""Which signs a font file of ours can draw: read from the file itself (WOFF2, and the character map's format 4)."""

import struct
from pathlib import Path

import brotli

HEADER, CMAP, GLYF, LOCA, NAMED_IN_FULL = 48, 0, 10, 11, 63


def signs_of(path: Path) -> set[str]:
    content = path.read_bytes()
    assert content[:4] == b"wOF2", path
    lengths, start = _tables(content)
    text = brotli.decompress(content[start : start + struct.unpack_from(">I", content, 20)[0]])
    before = sum(length for number, length in lengths[: [number for number, _ in lengths].index(CMAP)])
    return _mapped(text[before:])


def _tables(content: bytes) -> tuple[list[tuple[int, int]], int]:
    """Number and stored length of each table in order, and where the packed tables begin."""
    found, at = [], HEADER
    for _ in range(struct.unpack_from(">H", content, 12)[0]):
        number, way = content[at] & 63, content[at] >> 6
        at += 5 if number == NAMED_IN_FULL else 1
        length, at = _number(content, at)
        if way != (3 if number in {GLYF, LOCA} else 0):
            length, at = _number(content, at)
        found.append((number, length))
    return found, at


def _number(content: bytes, at: int) -> tuple[int, int]:
    """A number in sevens of bits, and where the next thing begins."""
    value = 0
    while True:
        value = value << 7 | content[at] & 127
        at += 1
        if not content[at - 1] & 128:
            return value, at


def _mapped(cmap: bytes) -> set[str]:
    count = struct.unpack_from(">H", cmap, 2)[0]
    offsets = [struct.unpack_from(">HHI", cmap, 4 + 8 * number)[2] for number in range(count)]
    at = next(offset for offset in offsets if struct.unpack_from(">H", cmap, offset)[0] == 4)
    segments = struct.unpack_from(">H", cmap, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", cmap, at + 14)
    starts = struct.unpack_from(f">{segments}H", cmap, at + 16 + 2 * segments)
    pairs = [(start, end) for start, end in zip(starts, ends, strict=True) if start != 0xFFFF]
    return {chr(code) for start, end in pairs for code in range(start, end + 1)}
