"""The elements of a WebM film: whether it is whole, what its pictures are written in, and where things are hidden.

What a browser records has no lengths around its largest parts. Their content is then read as if it stood beside them.
"""

from coproduction_site.uploads.film_parts import Inside, NotWhole, counted

HEADER, DOCUMENT_TYPE = 0x1A45DFA3, 0x4282
SEGMENT, CLUSTER = 0x18538067, 0x1F43B675
ENDLESS = {SEGMENT, CLUSTER}
TRACKS, TRACK, TRACK_TYPE, CODEC = 0x1654AE6B, 0xAE, 0x83, 0x86
TAGS, ATTACHMENTS = 0x1254C367, 0x1941A469
OF_PICTURES = b"\x01"
NOTHING = b"\xec"  # “Void”: what stands in it is passed over.
MOST_ELEMENTS = 400_000
LONGEST_HEAD = 12  # Bytes: a name of at most four, and a length of at most eight.
LONGEST_WORD = 64
LONGEST_LIST = 100_000


def read(file, size: int) -> Inside:
    """Raises NotWhole if an element ends behind the file, or if the list of tracks or the pictures are missing."""
    inside, met = Inside(), set()
    for name, start, body, end in counted(_elements(file, 0, size), MOST_ELEMENTS):
        met.add(name)
        if name in (TAGS, ATTACHMENTS):
            _hide(inside, start, body, end)
        elif name == TRACKS:
            inside.codecs |= _codecs(file, body, end)
    if not {HEADER, SEGMENT, TRACKS, CLUSTER} <= met:
        raise NotWhole
    return inside


def says_webm(file, size: int) -> bool:
    """Its elder brother Matroska begins alike, and no browser plays all that may stand in it."""
    _, body, end = _element(file, 0)
    if end is None or end > min(size, LONGEST_LIST):
        raise NotWhole
    facts = {name: _word(file, start, stop) for name, _, start, stop in _elements(file, body, end)}
    return facts.get(DOCUMENT_TYPE) == b"webm"


def _elements(file, start: int, end: int):
    """Name, start, start of the content and end of each; after one without a length comes what stands in it."""
    while start < end:
        name, body, element_end = _element(file, start)
        if (element_end is None and name not in ENDLESS) or (
            element_end is not None and element_end > end
        ):
            raise NotWhole
        yield name, start, body, element_end
        start = body if element_end is None or name == SEGMENT else element_end


def _element(file, start: int) -> tuple[int, int, int | None]:
    file.seek(start)
    head = file.read(LONGEST_HEAD)
    name_length = _length_of_number(head, most=4)
    length = _length_of_number(head[name_length:], most=8)
    name = int.from_bytes(head[:name_length], "big")
    number = int.from_bytes(head[name_length : name_length + length], "big")
    value, endless = number & ((1 << 7 * length) - 1), (1 << 7 * length) - 1
    body = start + name_length + length
    return name, body, None if value == endless else body + value


def _length_of_number(head: bytes, most: int) -> int:
    """How many bytes it takes, which the zeros before its first one say."""
    length = 9 - head[0].bit_length() if head and head[0] else most + 1
    if length > most or length > len(head):
        raise NotWhole
    return length


def _codecs(file, start: int, end: int) -> set[str]:
    """Of the tracks with pictures. A list that is longer than any real one is none."""
    if end - start > LONGEST_LIST:
        raise NotWhole
    found = set()
    for name, _, body, track_end in _elements(file, start, end):
        if name == TRACK:
            facts = {
                part: _word(file, part_body, part_end)
                for part, _, part_body, part_end in _elements(file, body, track_end)
            }
            if facts.get(TRACK_TYPE) == OF_PICTURES:
                found.add(facts.get(CODEC, b"").decode("latin-1"))
    return found


def _word(file, start: int, end: int) -> bytes:
    file.seek(start)
    return file.read(min(end - start, LONGEST_WORD)).rstrip(b"\0")


def _hide(inside: Inside, start: int, body: int, end: int) -> None:
    """Its name of four bytes becomes one of one, so that the length has the room of the others."""
    room = min(body - start - 1, 8)
    length = end - start - 1 - room
    inside.hide(start, NOTHING + ((1 << 7 * room) | length).to_bytes(room, "big"), start + 1 + room, end)
