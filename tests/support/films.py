"""Films as cameras and browsers put them together, as small as they can be; and captions for them."""

from django.core.files.uploadedfile import SimpleUploadedFile

CAPTIONS = "WEBVTT\n\n1\n00:00.000 --> 00:02.500 line:80%\n<v Asha>We sat down together.\n"
PLACE = b"+52.5862-002.1288/"


def box(kind: bytes, *content: bytes) -> bytes:
    inside = b"".join(content)
    return (len(inside) + 8).to_bytes(4, "big") + kind + inside


def mp4_track(handler=b"vide", codec=b"avc1") -> bytes:
    about = box(b"hdlr", bytes(8), handler, bytes(13))
    described = box(b"stsd", bytes(7), b"\x01", box(codec, bytes(78)))
    return box(b"trak", box(b"mdia", about, box(b"minf", box(b"stbl", described))))


def mp4(*tracks: bytes, brand=b"isom", pictures=b"dots" * 50) -> bytes:
    where = box(b"udta", box(b"\xa9xyz", PLACE))
    moov = box(b"moov", box(b"mvhd", bytes(100)), *(tracks or [mp4_track()]), where)
    return box(b"ftyp", brand, bytes(4), brand, b"mp42") + moov + box(b"mdat", pictures)


def element(name: str, *content: bytes, endless=False) -> bytes:
    inside = b"".join(content)
    length = b"\x01" + b"\xff" * 7 if endless else ((1 << 56) | len(inside)).to_bytes(8, "big")
    return bytes.fromhex(name) + length + inside


def webm_track(codec=b"V_VP8", kind=b"\x01") -> bytes:
    return element("ae", element("83", kind), element("86", codec))


def webm(*tracks: bytes, document=b"webm", endless=True, pictures=b"dots" * 50) -> bytes:
    where = element("1254c367", element("7373", PLACE))
    clusters = element("1f43b675", element("e7", b"\0"), element("a3", pictures), endless=endless)
    described = element("1654ae6b", *(tracks or [webm_track()]))
    header = element("1a45dfa3", element("4282", document))
    return header + element("18538067", described, where, clusters, endless=endless)


def sent(content: bytes | str, name="holiday.bin") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)
