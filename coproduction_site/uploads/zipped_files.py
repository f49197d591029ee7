"""Word and OpenDocument files: ZIP archives of XML, looked through part by part and packed anew."""

import re
import zlib
from io import BytesIO
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.sax import make_parser
from django.core.exceptions import ValidationError

MOST_PARTS = 1_000
MOST_UNPACKED = 40_000_000
MOST_XML = 8_000_000  # In all parts of one document.
MOST_MARKS = 200_000  # In one part: elements with their attributes.
FIXED_DATE = (1980, 1, 1, 0, 0, 0)

BROKEN = "This document seems to be broken. Please open it, save it again, and send that."
UNPACKS_TOO_BIG = (
    "This document becomes far too big when it is opened. Please save it as PDF, and send that."
)
HAS_MACROS = "There are small programs in this document. Please save it without macros, or as PDF."
ASKS_OUTSIDE = "This document fetches parts from another place. Please save it as PDF, and send that."
LOCKED = "This document is locked with a password. Please save it without one."

PROGRAMS = re.compile(
    r"vbaproject|vbadata|activex|oleobject|^basic/|^scripts/|"
    r"\.(exe|dll|com|bat|cmd|js|jse|vbs|wsf|hta|ps1|scr|jar|docm|dotm|xlsm|pptm)$",
    re.IGNORECASE,
)
XML = re.compile(r"\.(xml|rels|rdf)$", re.IGNORECASE)
LINKS = {"a", "bookmark-ref"}
ON_ANOTHER_COMPUTER = re.compile(r"https?:|ftp:|file:|smb:|//|\\\\", re.IGNORECASE)
ON_A_DISK_OF_THEIRS = re.compile(r"(file:///)?[a-z]:[\\/]", re.IGNORECASE)


def cleaned_docx(content: bytes) -> bytes:
    with _opened(content) as archive:
        return _packed_anew(archive, _LooksAtWord)


def cleaned_odt(content: bytes) -> bytes:
    with _opened(content) as archive:
        return _packed_anew(archive, _LooksAtOpenDocument)


def _opened(content: bytes) -> ZipFile:
    """All that the list of parts says is checked here, before any part is unpacked."""
    try:
        archive = ZipFile(BytesIO(content))
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ValidationError(BROKEN) from error
    _check_sizes(archive.infolist())
    _check_parts(archive.infolist())
    return archive


def _check_sizes(parts) -> None:
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValidationError(UNPACKS_TOO_BIG)
    if sum(part.file_size for part in parts if XML.search(part.filename)) > MOST_XML:
        raise ValidationError(UNPACKS_TOO_BIG)


def _check_parts(parts) -> None:
    if any(PROGRAMS.search(part.filename) for part in parts):
        raise ValidationError(HAS_MACROS)
    if any(part.flag_bits & 1 for part in parts):
        raise ValidationError(LOCKED)
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(map(_leads_elsewhere, names)):
        raise ValidationError(BROKEN)


def _leads_elsewhere(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/") or "\0" in name


def _packed_anew(archive, handler) -> bytes:
    """What stood before, between or after the parts stays behind; a size that was a lie is found here."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=5) as fresh:
        for part in archive.infolist():
            content = _part(archive, part)
            if XML.search(part.filename):
                _look_through(content, handler(part.filename))
            how = ZIP_STORED if part.filename == "mimetype" else ZIP_DEFLATED
            fresh.writestr(ZipInfo(part.filename, FIXED_DATE), content, compress_type=how)
    return out.getvalue()


def _part(archive, part) -> bytes:
    try:
        return archive.read(part)
    except (BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
        raise ValidationError(BROKEN) from error


def _look_through(content: bytes, handler) -> None:
    """No tree is built, so that a big part needs no memory. No part may bring definitions of its own.

    It is fed whole: given in pieces, one endless word would be read again with every piece.
    """
    parser = make_parser()
    parser.forbid_dtd = True
    parser.setContentHandler(handler)
    try:
        parser.feed(content)
        parser.close()
    except (DefusedXmlException, SAXException, ValueError, LookupError) as error:
        raise ValidationError(BROKEN) from error


class _Looks(ContentHandler):
    def __init__(self, name):
        super().__init__()
        self.name = name
        self.marks = 0

    def startElement(self, name, attributes):
        self.marks += 1 + len(attributes)
        if self.marks > MOST_MARKS:
            raise ValidationError(UNPACKS_TOO_BIG)
        self.look(name.rsplit(":", 1)[-1], attributes)


class _LooksAtWord(_Looks):
    def look(self, _name, attributes):
        values = {key.rsplit(":", 1)[-1]: value for key, value in attributes.items()}
        if (
            self.name == "[Content_Types].xml"
            and "macroenabled" in values.get("ContentType", "").lower()
        ):
            raise ValidationError(HAS_MACROS)
        if values.get("TargetMode") == "External" and not self._is_harmless(values):
            raise ValidationError(ASKS_OUTSIDE)

    @staticmethod
    def _is_harmless(values) -> bool:
        """A link that somebody may follow, or a pattern that lay on the computer of whoever wrote it."""
        is_link = values.get("Type", "").endswith("/hyperlink")
        return is_link or bool(ON_A_DISK_OF_THEIRS.match(values.get("Target", "")))


class _LooksAtOpenDocument(_Looks):
    def look(self, name, attributes):
        if name == "encryption-data":
            raise ValidationError(LOCKED)
        if name in {"event-listener", "script"} and attributes:
            raise ValidationError(HAS_MACROS)
        if name not in LINKS and any(map(_is_outside, attributes.items())):
            raise ValidationError(ASKS_OUTSIDE)


def _is_outside(attribute) -> bool:
    key, address = attribute
    return key.endswith(":href") and bool(ON_ANOTHER_COMPUTER.match(address))
