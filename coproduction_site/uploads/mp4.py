"""The boxes of an MP4 film: whether it is whole, what its pictures are written in, and where things are hidden."""

from coproduction_site.uploads.film_parts import Inside, NotWhole, counted

HOLD_OTHERS = {b"moov", b"trak", b"mdia", b"minf", b"stbl"}
SAYS_WHO_AND_WHERE = {b"udta", b"meta", b"uuid"}
DESCRIPTIONS = b"stsd"
OF_PICTURES = b"vide"
MOST_BOXES = 20_000
DEEPEST = 8
LONGEST_HEAD = 16  # Bytes of a box that are read to know it.


def read(file, size: int) -> Inside:
    """Raises NotWhole if a box ends behind the one that holds it, or if the list or the pictures are missing."""
    inside, met, is_picture = Inside(), set(), False
    for kind, start, body, end in counted(_boxes(file, 0, size), MOST_BOXES):
        met.add(kind)
        if kind in SAYS_WHO_AND_WHERE:
            inside.hide(start + 4, b"free", body, end)
        elif kind == b"hdlr":
            is_picture = _bytes(file, body + 8, 4) == OF_PICTURES
        elif kind == DESCRIPTIONS and is_picture:
            inside.codecs.add(_bytes(file, body + 12, 4).decode("latin-1"))
    if not {b"moov", b"mdat"} <= met:
        raise NotWhole
    return inside


def _boxes(file, start: int, end: int, depth: int = 0):
    """Kind, start, start of the content and end of each box, with those inside the ones that hold others."""
    if depth > DEEPEST:
        raise NotWhole
    while start < end:
        kind, body, box_end = _box(file, start, end)
        yield kind, start, body, box_end
        if kind in HOLD_OTHERS:
            yield from _boxes(file, body, box_end, depth + 1)
        start = box_end


def _box(file, start: int, end: int) -> tuple[bytes, int, int]:
    head = _bytes(file, start, LONGEST_HEAD)
    length, kind, body = int.from_bytes(head[:4], "big"), head[4:8], start + 8
    if length == 1:
        length, body = int.from_bytes(head[8:16], "big"), start + 16
    box_end = end if length == 0 else start + length
    if len(kind) < 4 or not body <= box_end <= end:
        raise NotWhole
    return kind, body, box_end


def _bytes(file, start: int, count: int) -> bytes:
    file.seek(start)
    return file.read(count)
