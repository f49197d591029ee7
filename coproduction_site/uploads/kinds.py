"""What a file is: by its first bytes and by what must be inside it, never by its name.

The list is our own and short. What is on it and not taken is called by its name, with the way that works.
"""

from zipfile import BadZipFile, ZipFile

START = 4_096
MOST_BYTES_OF_OFFICE = 24_000_000
LONGEST_LIST_OF_PARTS = 1_000_000  # Bytes: each part takes about a hundred.
END_OF_ZIP, LONGEST_END = b"PK\x05\x06", 66_000
HEIC = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
SIGNATURES = [
    ("jpeg", b"\xff\xd8\xff"),
    ("png", b"\x89PNG\r\n\x1a\n"),
    ("gif", b"GIF8"),
    *(("tiff", start) for start in (b"II*\0", b"MM\0*")),
    ("rtf", b"{\\rtf"),
    *(
        ("program", start)
        for start in (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
    ),
    *(("sound", start) for start in (b"ID3", b"OggS", b"fLaC", b"\xff\xfb", b"\xff\xf3", b"\xff\xf1")),
    *(("film", start) for start in (b"\x1aE\xdf\xa3", b"\0\0\x01\xba", b"FLV\x01", b"0&\xb2u")),
    *(("archive", start) for start in (b"Rar!", b"7z\xbc\xaf'\x1c", b"\x1f\x8b", b"PK\x05\x06", b"BZh")),
]
IN_RIFF = {b"WEBP": "webp", b"AVI ": "film", b"WAVE": "sound"}
PAGES_OF_THE_WEB = (b"<!doctype", b"<html", b"<script", b"<?php", b"<body", b"<head")

SAVE_AS_PDF = "Please save it as PDF, and send that."
SCREENSHOT = "Take a screenshot of it, and send that."
REFUSALS = {
    "empty": "This file is empty. Please choose it again.",
    "heic": f"This is a HEIC photo. {SCREENSHOT} On an iPhone you can also choose Settings, Camera, "
    "Formats, Most Compatible. Then take the photo again.",
    "film": f"This is a film, or a Live Photo. We can’t take films. Is it a Live Photo? {SCREENSHOT}",
    "sound": "This is a sound. We can’t take sounds. You can ask us to ring you, and tell us then.",
    "apple_pages": "This is a Pages file. In Pages, choose Share, then Export, then PDF or Word. Send that.",
    "sheet": f"This is a table of numbers, such as Excel. {SAVE_AS_PDF}",
    "slides": f"These are slides, such as PowerPoint. {SAVE_AS_PDF}",
    "archive": "This is a packed folder (zip). Please open it, and send what is in it one by one.",
    "program": "This is a program. We can’t take programs.",
    "page_of_the_web": f"This is a web page. {SAVE_AS_PDF}",
    "drawing": f"This is a drawing (SVG). {SCREENSHOT}",
    "old_office": f"This is an old kind of office file. {SAVE_AS_PDF}",
    "locked": "This file is locked with a password. Please save it without one.",
    "unknown": "We do not know this kind of file. Please send a photo, a PDF, or a Word file.",
}
NOT_A_PHOTO = f"This is a document. Here we can only take a picture. {SCREENSHOT}"


def of(upload) -> str:
    """One of our words for it. `upload` is any open file; it is read from its beginning."""
    upload.seek(0)
    start = upload.read(START)
    upload.seek(0)
    if start.startswith(ZIP):
        return _of_zip(upload)
    if start.startswith(OLD_OFFICE):
        return _of_old_office(upload.read(MOST_BYTES_OF_OFFICE))
    return _by_start(start) if start else "empty"


def refusal(kind: str) -> str:
    return REFUSALS.get(kind, REFUSALS["unknown"])


def picture_refusal(kind: str) -> str:
    """For a place where only a picture can go."""
    if kind in ("pdf", "docx", "odt", "doc", "rtf", "txt"):
        return NOT_A_PHOTO
    return refusal(kind).replace(SAVE_AS_PDF, SCREENSHOT)


def _by_start(start: bytes) -> str:
    for kind, signature in SIGNATURES:
        if start.startswith(signature):
            return kind
    if start.startswith(b"RIFF"):
        return IN_RIFF.get(start[8:12], "unknown")
    if start[4:8] == b"ftyp":
        return _of_boxes(start)
    if start.startswith(b"BM") and start[6:10] == b"\0\0\0\0":
        return "bmp"
    return _of_text(start)


def _of_boxes(start: bytes) -> str:
    """The family of MP4: films, and photos packed like a film. Its first box lists what it can be read as."""
    length = int.from_bytes(start[:4], "big")
    brands = {start[place : place + 4] for place in (8, *range(16, min(length, len(start)), 4))}
    if brands & {b"avif", b"avis"}:
        return "avif"
    if brands & HEIC:
        return "heic"
    return "sound" if start[8:11] in (b"M4A", b"M4B") else "film"


def _of_text(start: bytes) -> str:
    plain = start.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if plain.startswith(b"%PDF-"):
        return "pdf"
    if plain[:200].lower().startswith(PAGES_OF_THE_WEB):
        return "page_of_the_web"
    if b"<svg" in plain[:500].lower():
        return "drawing"
    is_wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "txt" if is_wide or not set(start) & NOT_IN_TEXT else "unknown"


NOT_IN_TEXT = set(range(32)) - set(b"\t\n\r\f")


def _of_zip(file) -> str:
    """Only the list of parts is read, and no endless one."""
    if not _has_short_list(file):
        return "broken_zip"
    try:
        with ZipFile(file) as archive:
            return _by_parts(set(archive.namelist()), _mimetype(archive))
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return "broken_zip"
    finally:
        file.seek(0)


def _has_short_list(file) -> bool:
    """What Python would read into memory before anything can be counted. The bigger form of ZIP is none of ours."""
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST_END))
    end = file.read()
    file.seek(0)
    place = end.rfind(END_OF_ZIP)
    length = int.from_bytes(end[place + 12 : place + 16], "little")
    return place >= 0 and length <= LONGEST_LIST_OF_PARTS and b"PK\x06\x07" not in end


def _mimetype(archive) -> bytes:
    first = next(iter(archive.infolist()), None)
    if first is None:
        return b""
    is_plain = first.filename == "mimetype" and first.compress_type == 0 and first.file_size < 200
    return archive.read(first) if is_plain else b""


def _by_parts(names: set, mimetype: bytes) -> str:
    if mimetype:
        is_text = mimetype == b"application/vnd.oasis.opendocument.text" and "content.xml" in names
        return "odt" if is_text else "sheet" if b"spreadsheet" in mimetype else "archive"
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return "docx"
    marks = {
        "xl/workbook.xml": "sheet",
        "ppt/presentation.xml": "slides",
        "Index/Document.iwa": "apple_pages",
    }
    return next((kind for name, kind in marks.items() if name in names), "archive")


def _of_old_office(content: bytes) -> str:
    """Old Word, Excel and PowerPoint name their streams in wide letters; a locked new file is wrapped in one."""

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        return "locked"
    if has("WordDocument"):
        return "doc"
    return "sheet" if has("Workbook") else "slides" if has("PowerPoint Document") else "old_office"
