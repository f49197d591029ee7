"""What people and attackers send as photos and documents: taken only if it is what it must be, and made anew."""

import resource
import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document as WordDocument
from pikepdf import Array, Dictionary, Name
from PIL import Image, PngImagePlugin

from coproduction_site.uploads import documents, pictures
from tests.support import uploads
from tests.support.uploads import ODT_PARTS, WORD_PARTS, word, zipped

# Of work in our own process: how long a busy machine takes for it is no fault of a file. A PDF has a process of
# its own, which is ended in time. `ru_maxrss` counts kilobytes.
MOST_MEMORY = 300 * 1024


def checked(content: bytes, name: str):
    return documents.checked(SimpleUploadedFile(name, content))


def redrawn(content: bytes, name="photo.jpg") -> bytes:
    return pictures.reencoded(SimpleUploadedFile(name, content), 1200).read()


def refusal(content: bytes, name: str) -> str:
    with pytest.raises(ValidationError) as refused:
        checked(content, name)
    return refused.value.message


# Photos: nothing but pixels


def test_of_a_photo_only_the_pixels_are_kept():
    exif = Image.Exif()
    exif[0x9286] = "secret words"
    exif[0x8825] = {1: "N", 2: (52.0, 35.0, 0.0), 3: "W", 4: (2.0, 7.0, 0.0)}
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "secret words")
    photos = [
        uploads.picture("JPEG", exif=exif, comment=b"secret", icc_profile=b"secret profile"),
        uploads.picture("PNG", pnginfo=words, icc_profile=b"secret", exif=exif),
        uploads.picture("WEBP", exif=exif, xmp=b"<x>secret</x>", icc_profile=b"secret"),
    ]

    for photo in photos:
        assert b"secret" in photo
        kept = redrawn(photo + b"<script>secret</script>" + zipped({"secret.txt": "secret"}))
        again = Image.open(BytesIO(kept))
        assert (again.format, again.size) == ("WEBP", (600, 300))
        assert not again.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(again.info)
        assert b"secret" not in kept
        assert b"script" not in kept


def png_bomb(side: int) -> bytes:
    def chunk(kind, content):
        end = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + end

    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + rows + chunk(b"IEND", b"")


NO_PHOTOS = {
    "an SVG with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "a page called .jpg": b"<!doctype html><script>alert(1)</script>",
    "the beginning of a JPEG, then a page": b"\xff\xd8\xff\xe0\x00\x10JFIF<script>alert(1)</script>",
    "a GIF that is a script": b"GIF89a/*" + b"x" * 99 + b"*/=1;alert(1)",
    "a PDF": uploads.pdf(),
    "an archive": zipped({"a": "b"}),
    "half a photo": uploads.picture("JPEG", (900, 900))[:2000],
    "a bomb of pixels": png_bomb(30_000),
    "a smaller bomb": png_bomb(6_000),
}


@pytest.mark.parametrize("what", NO_PHOTOS)
def test_what_is_no_photo_is_refused_in_a_sentence(what):
    with pytest.raises(ValidationError) as refused:
        redrawn(NO_PHOTOS[what])

    assert refused.value.message[0].isupper()


# Documents that are taken


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("plan.pdf", uploads.pdf()),
        ("Plan.DOCX", uploads.real_word()),
        ("plan.odt", zipped(ODT_PARTS)),
        ("plan.txt", "Żółw 🐢\r\n".encode()),
        ("plan.txt", b"\xef\xbb\xbfWith a mark"),
    ],
)
def test_four_kinds_of_document_are_taken(name, content):
    taken = checked(content, name)

    assert taken.name == name
    assert taken.kind == name.rsplit(".", 1)[1].lower()
    assert taken.file.name.endswith(f".{taken.kind}")
    assert "plan" not in taken.file.name.lower()


def test_a_word_file_can_still_be_read_after_it_was_packed_anew():
    taken = checked(b"".join([uploads.real_word("Our words")]), "plan.docx")

    assert "Our words" in [each.text for each in WordDocument(taken.file).paragraphs]


def test_an_opendocument_file_still_begins_with_its_type():
    with ZipFile(checked(zipped(ODT_PARTS), "plan.odt").file) as archive:
        first = archive.infolist()[0]

    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")


def test_the_same_file_made_anew_has_the_same_bytes():
    for name, content in {"a.pdf": uploads.pdf(), "a.docx": uploads.real_word()}.items():
        assert checked(content, name).file.read() == checked(content, name).file.read()


# Documents that are refused


ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><a>&c;</a>'
MACRO_TYPE = (
    '<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)
REMOTE = '<R><Relationship Type="x/attachedTemplate" Target="https://e.example/t.dotm" TargetMode="External"/></R>'
SHARE = REMOTE.replace("https://e.example/", "file://e.example/")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99


def old_word(*streams) -> bytes:
    return OLD_OFFICE + "".join(["WordDocument", *streams]).encode("utf-16-le")


REFUSED = {
    "nothing": (b"", "a.pdf", "empty"),
    "too many bytes": (b"a" * 24_000_001, "a.txt", "too big"),
    "an old office file": (OLD_OFFICE, "a.doc", "old kind"),
    "old Word with programs": (old_word("_VBA_PROJECT"), "a.doc", "small programs"),
    "old Word with a file inside": (old_word("ObjectPool"), "a.doc", "small programs"),
    "RTF with a program": (rb"{\rtf1 {\object\objemb {\*\objdata 0105}}}", "a.rtf", "small programs"),
    "RTF that fetches": (rb"{\rtf1 {\*\template http://e.example/t.dotm}}", "a.rtf", "another place"),
    "RTF without an end": (rb"{\rtf1 {We planned}", "a.rtf", "broken"),
    "a page": (b"<!doctype html>", "a.html", "web page"),
    "a program": (b"MZ\x90\0" + b"\0" * 99, "a.pdf", "program"),
    "a script": (b"#!/bin/sh\n", "a.sh", "program"),
    "a page that says it is a PDF": (b"<script>alert(1)</script>", "a.pdf", "web page"),
    "a PDF behind an archive": (zipped({"a": "b"}) + uploads.pdf(), "a.pdf", "packed folder"),
    "a program before an archive": (b"MZ" + uploads.real_word(), "a.docx", "program"),
    "an archive": (zipped({"a": "b"}), "a.docx", "packed folder"),
    "text with NUL": (b"a\0b", "a.txt", "do not know"),
    "a terminal trick": (b"\x1b[2J", "a.txt", "do not know"),
    "half a Word file": (uploads.real_word()[:-40], "a.docx", "broken"),
    "an inner path": (word(**{"../../etc/x": "x"}), "a.docx", "broken"),
    "a path of a drive": (word(**{"C:/x": "x"}), "a.docx", "broken"),
    "macros": (word(**{"word/vbaProject.bin": "x"}), "a.docx", "small programs"),
    "macros by type": (word(**{"[Content_Types].xml": MACRO_TYPE}), "a.docx", "small programs"),
    "a program inside": (word(**{"word/embeddings/a.exe": "x"}), "a.docx", "small programs"),
    "macros in odt": (zipped(ODT_PARTS | {"Basic/a.xml": "<a/>"}), "a.odt", "small programs"),
    "an entity": (word(**{"word/document.xml": ENTITY}), "a.docx", "broken"),
    "many laughs": (word(**{"word/document.xml": LAUGHS}), "a.docx", "broken"),
    "an entity in odt": (zipped(ODT_PARTS | {"content.xml": ENTITY}), "a.odt", "broken"),
    "XML that is none": (zipped(ODT_PARTS | {"content.xml": "<a>"}), "a.odt", "broken"),
    "a template from elsewhere": (word(**{"word/_rels/a.rels": REMOTE}), "a.docx", "another place"),
    "a template on a share": (word(**{"word/_rels/a.rels": SHARE}), "a.docx", "another place"),
    "a picture from elsewhere": (
        zipped(ODT_PARTS | {"content.xml": '<image x:href="http://e.example/a.png" xmlns:x="u"/>'}),
        "a.odt",
        "another place",
    ),
    "a locked odt": (
        zipped(ODT_PARTS | {"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
        "a.odt",
        "locked",
    ),
    "a locked PDF": (uploads.pdf(encryption=pikepdf.Encryption(user="x", owner="y")), "a.pdf", "locked"),
    "a PDF that is none": (b"%PDF-1.7\nhello", "a.pdf", "could not read"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_safe_document_is_refused_in_a_sentence(what):
    content, name, sentence = REFUSED[what]

    assert sentence in refusal(content, name)


def test_a_link_and_a_pattern_of_ones_own_are_no_reason_to_refuse():
    link = '<Relationship Type="x/hyperlink" Target="https://e.example/" TargetMode="External"/>'
    own = '<Relationship Type="x/attachedTemplate" Target="file:///C:\\Normal.dotm" TargetMode="External"/>'

    assert checked(word(**{"word/_rels/a.rels": f"<R>{link}{own}</R>"}), "a.docx")


# PDF: what would run or start by itself is taken out


def with_programs(made):
    script = Dictionary(S=Name.JavaScript, JS="app.alert('secret')")
    made.Root.OpenAction = script
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["x", script])))
    made.Root.AcroForm = Dictionary(Fields=Array(), XFA="secret")
    page = made.pages[0]
    page.AA = Dictionary(O=Dictionary(S=Name.Launch, F="secret.exe"))
    hidden = made.make_indirect(Dictionary(S=Name.JavaScript, JS=made.make_stream(b"secret()")))
    place = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": Array([0, 0, 9, 9])}
    link = Dictionary(**place, A=Dictionary(S=Name.URI, URI="https://example.org/kept"))
    page.Annots = Array([Dictionary(**place, A=hidden), link])
    made.attachments["secret.exe"] = b"MZ secret"


def test_a_pdf_loses_its_programs_and_keeps_its_pages_and_links():
    content = uploads.pdf(with_programs)
    assert content.count(b"secret") >= 5

    kept = checked(content, "a.pdf").file.read()

    for harm in (b"secret", b"JavaScript", b"OpenAction", b"Launch", b"EmbeddedFile", b"/AA", b"XFA"):
        assert harm not in kept
    assert b"https://example.org/kept" in kept
    with pikepdf.open(BytesIO(kept)) as again:
        assert len(again.pages) == 1


def test_what_hangs_before_or_behind_a_document_is_not_kept():
    tail = zipped({"secret.txt": "secret"}) + b"<script>secret</script>"

    assert b"secret" not in checked(uploads.pdf() + tail, "a.pdf").file.read()
    inside = uploads.real_word()
    assert b"secret" not in checked(inside, "a.docx").file.read()


def test_a_pdf_that_only_forbids_printing_is_unlocked():
    content = uploads.pdf(encryption=pikepdf.Encryption(user="", owner="y"))

    assert b"Encrypt" not in checked(content, "a.pdf").file.read()


# Bombs


def zeros(megabytes: int) -> bytes:
    packing, block = zlib.compressobj(1), bytes(1_000_000)
    return b"".join([*(packing.compress(block) for _ in range(megabytes)), packing.flush()])


def pdf_with_packed_objects() -> bytes:
    """Its objects stand in a stream that unpacks to far more than we have."""
    packed = zeros(400)
    head = b"%PDF-1.5\n"
    first = b"4 0 obj\n<< /Type /ObjStm /N 3 /First 20 /Filter /FlateDecode /Length %d >>\nstream\n"
    body = head + first % len(packed) + packed + b"\nendstream\nendobj\n"
    rows = [(0, 0, 65535), (2, 4, 0), (2, 4, 1), (2, 4, 2), (1, len(head), 0), (1, len(body), 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in rows)
    last = b"5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length %d >>\nstream\n"
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF"
    return body + last % len(table) + table + end % len(body)


def pdf_of_many_objects() -> bytes:
    objects = b"".join(b"%d 0 obj\n<<>>\nendobj\n" % number for number in range(5, 240_000))
    return b"%PDF-1.4\n" + objects + b"trailer\n<</Root 1 0 R/Size 4>>\n%%EOF"


def pdf_nested_deeply() -> bytes:
    deep = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/X " + b"[" * 200_000 + b"]" * 200_000 + b">>\nendobj\n"
    return b"%PDF-1.4\n" + deep + b"trailer\n<</Root 1 0 R/Size 4>>\n%%EOF"


BOMBS = {
    "an archive of zeros": (lambda: word(**{"word/a": bytes(60_000_000)}), "a.docx"),
    "many small parts": (lambda: word(**{f"word/{n}": "" for n in range(2_000)}), "a.docx"),
    "much XML": (lambda: word(**{"word/document.xml": "<d>" + "<a/>" * 2_100_000 + "</d>"}), "a.docx"),
    "many marks": (lambda: word(**{"word/document.xml": "<d>" + "<a/>" * 1_900_000 + "</d>"}), "a.docx"),
    "XML in odt": (lambda: zipped(ODT_PARTS | {"content.xml": "<a/>" * 2_100_000}), "a.odt"),
    "packed objects": (pdf_with_packed_objects, "a.pdf"),
    "many objects": (pdf_of_many_objects, "a.pdf"),
    "deep objects": (pdf_nested_deeply, "a.pdf"),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_bomb_is_refused_without_filling_the_memory(what):
    """How long each takes, and what it costs the process that looks into PDF files, a benchmark prints."""
    make, name = BOMBS[what]
    content = make()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    refusal(content, name)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_MEMORY / 2


def test_a_size_that_is_a_lie_is_found():
    """The list of an archive says how big each part is; what comes out may be another thing."""
    content = word(**{"word/a": bytes(3_000_000)})
    lying = content.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 30))
    assert lying != content

    assert "broken" in refusal(lying, "a.docx")


# Names


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/plan.txt", "plan.txt"),
        ("C:\\Users\\Ann\\plan.txt", "plan.txt"),
        ("/plan.txt", "plan.txt"),
        ("pl\x00an\x1b\n.txt", "plan.txt"),
        ("annexe\u202etxt.pdf.txt", "annexetxt.pdf.txt"),
        ("\u2066pl\u200ban\ufeff.txt", "plan.txt"),
        ("...txt.txt", "txt.txt"),
        ('pl"an.txt', "pl'an.txt"),
        ("план на года.txt", "план на года.txt"),
        ("x" * 300 + ".txt", "x" * 96 + ".txt"),
    ],
)
def test_the_name_of_a_document_is_made_safe(sent, kept):
    upload = SimpleUploadedFile("plan.txt", b"Our plan")
    upload._name = sent

    assert documents.checked(upload).name == kept


def test_every_sentence_of_a_refusal_is_plain():
    """Each tells what to do, in sentences that end."""
    from coproduction_site.uploads import pdf, zipped_files

    sentences = [
        words
        for module in (documents, pdf, zipped_files)
        for name, words in vars(module).items()
        if name.isupper() and isinstance(words, str) and " " in words
    ]

    assert len(sentences) >= 12
    assert all(words.endswith(".") and len(words) < 130 for words in sentences)
    assert set(WORD_PARTS) == {"[Content_Types].xml", "word/document.xml"}
