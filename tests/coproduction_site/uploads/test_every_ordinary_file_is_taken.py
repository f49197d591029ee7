"""What telephones and scanners make is taken and comes out as it looked; what is not taken is called by its name."""

import resource
import struct
from io import BytesIO

import pikepdf
import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from PIL import Image

from coproduction_site.uploads import documents, kinds, pdf, pictures
from tests.support import uploads
from tests.support.uploads import ODT_PARTS, zipped

MEGABYTES = 1024  # ru_maxrss counts kilobytes.
WHITE, NEAR = (255, 255, 255), 6


def file(content: bytes, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


def redrawn(content: bytes, side=1200, **options):
    return Image.open(pictures.reencoded(file(content), side, **options))


def page(content: bytes, number=1):
    drawn = pdf.page_picture(pictures.as_one_pdf([file(content)]), number)
    return Image.open(BytesIO(drawn))


def saved(picture, kind, **options) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def is_near(pixel, colour) -> bool:
    return all(abs(one - other) <= NEAR for one, other in zip(pixel, colour, strict=True))


# The kinds, whatever they are called


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "BMP", "GIF"])
@pytest.mark.parametrize("name", ["photo.jpg", "image.png", "IMG_0001.HEIC", "scan"])
def test_a_picture_is_known_by_what_is_in_it(kind, name):
    content = uploads.picture(kind, (60, 40), colour="gold")

    kept = Image.open(pictures.reencoded(file(content, name), 1200))

    assert (kept.format, kept.size) == ("WEBP", (60, 40))
    assert is_near(kept.convert("RGB").getpixel((30, 20)), (255, 215, 0))


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("story.doc", uploads.real_word(), "story.docx"),
        ("story.jpg", uploads.pdf(), "story.pdf"),
        ("story", zipped(ODT_PARTS), "story.odt"),
        ("story.pdf", b"We planned it.", "story.txt"),
        ("story.docx", rb"{\rtf1 We planned it.}", "story.rtf"),
        ("story.pdf", b"\r\n" + uploads.pdf(), "story.pdf"),
    ],
)
def test_a_document_is_known_by_what_is_in_it_and_gets_the_right_end(name, content, kept):
    assert documents.checked(file(content, name)).name == kept


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_kept_in_one_code_whatever_it_was_written_in(code):
    assert (
        documents.checked(file("Zoë’s café".encode(code), "a.txt")).file.read() == "Zoë’s café".encode()
    )


def ftyp(brand: bytes, *others: bytes) -> bytes:
    brands = brand + b"\0\0\0\0" + b"".join(others)
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"\0" * 40


OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 40
NAMED = {
    "a HEIC photo": (ftyp(b"heic", b"mif1"), "HEIC photo"),
    "a HEIC photo that says mif1": (ftyp(b"mif1", b"heic"), "HEIC photo"),
    "a film of an iPhone": (ftyp(b"qt  "), "Live Photo"),
    "a film": (ftyp(b"mp42", b"isom"), "film"),
    "a film of the web": (b"\x1aE\xdf\xa3webm", "film"),
    "a sound": (b"ID3\x04" + b"\0" * 40, "sound"),
    "a sound of a telephone": (ftyp(b"M4A ", b"isom"), "sound"),
    "a Pages file": (zipped({"Index/Document.iwa": "x"}), "Pages file"),
    "an Excel file": (zipped({"[Content_Types].xml": "x", "xl/workbook.xml": "x"}), "table"),
    "slides": (zipped({"ppt/presentation.xml": "x"}), "slides"),
    "a packed folder": (zipped({"a.txt": "x"}), "one by one"),
    "a program": (b"MZ" + b"\0" * 40, "program"),
    "a web page": (b"<!DOCTYPE html><p>Hello", "web page"),
    "a locked Word file": (OFFICE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "an old table": (OFFICE + "Workbook".encode("utf-16-le"), "table"),
    "nothing": (b"", "empty"),
    "a picture that was cut off": (uploads.picture("PNG", (900, 900))[:300], "could not read"),
    "a picture that moves": (
        saved(
            Image.new("RGB", (9, 9), "red"),
            "GIF",
            save_all=True,
            append_images=[Image.new("RGB", (9, 9))],
        ),
        "moves",
    ),
    "noise": (bytes(range(256)), "do not know"),
}


@pytest.mark.parametrize("what", NAMED)
def test_what_is_not_taken_is_called_by_its_name_with_what_to_do(what):
    content, words = NAMED[what]

    with pytest.raises(ValidationError) as refused:
        documents.all_checked([file(content, "story.jpg")])

    assert words in refused.value.message
    assert refused.value.message.endswith(".")


def test_every_sentence_about_a_kind_is_short_and_ends():
    sentences = [*kinds.REFUSALS.values(), kinds.NOT_A_PHOTO, *pictures.SENTENCES.values()]

    assert all(part.endswith(".") for part in sentences)
    assert max(len(words.split()) for part in sentences for words in part.split(". ")) <= 17


# As it looked


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_stands_as_it_was_held(orientation):
    """A red corner at the top left of what people saw, stored in each of the eight ways."""
    seen = Image.new("RGB", (80, 40), "white")
    seen.paste("red", (0, 0, 20, 20))
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}
    stored = seen.transpose(Image.Transpose(back[orientation])) if orientation > 1 else seen
    exif = Image.Exif()
    exif[0x0112] = orientation

    for drawn in (
        redrawn(saved(stored, "JPEG", exif=exif, quality=95)),
        page(saved(stored, "PNG", exif=exif)),
    ):
        width, height = drawn.size
        assert width == 2 * height
        drawn = drawn.convert("RGB")
        assert is_near(drawn.getpixel((width // 16, height // 8)), (254, 0, 0))
        assert is_near(drawn.getpixel((width - 9, height - 9)), WHITE)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_clear_in_a_photo_is_white(mode):
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0)).convert("LA" if mode == "LA" else "RGBA")
    content = saved(clear.quantize() if mode == "P" else clear, "PNG")

    assert is_near(redrawn(content).convert("RGB").getpixel((9, 9)), WHITE)
    assert is_near(page(content).convert("RGB").getpixel((9, 9)), WHITE)


def test_what_is_clear_in_a_logo_stays_clear():
    content = saved(Image.new("RGBA", (40, 40), (0, 0, 0, 0)), "PNG")

    assert redrawn(content, 480, is_logo=True).getpixel((9, 9))[3] == 0


def wide_profile() -> bytes:
    """The smallest profile of the colours of a telephone (Display P3): three points, a white and a curve."""

    def fixed(*numbers) -> bytes:
        return b"".join(struct.pack(">i", round(number * 65_536)) for number in numbers)

    tags = {
        b"rXYZ": b"XYZ \0\0\0\0" + fixed(0.5151, 0.2412, -0.0011),
        b"gXYZ": b"XYZ \0\0\0\0" + fixed(0.2920, 0.6922, 0.0419),
        b"bXYZ": b"XYZ \0\0\0\0" + fixed(0.1571, 0.0666, 0.7841),
        b"wtpt": b"XYZ \0\0\0\0" + fixed(0.9642, 1.0, 0.8249),
        **dict.fromkeys(
            (b"rTRC", b"gTRC", b"bTRC"), b"curv\x00\x00\x00\x00\x00\x00\x00\x01\x023\x00\x00"
        ),
    }
    table, body, start = b"", b"", 128 + 4 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content
    head = b"\0\0\0\0\x02\x10\0\0mntrRGB XYZ " + b"\0" * 12 + b"acsp" + b"\0" * 28
    head = (head + fixed(0.9642, 1.0, 0.8249)).ljust(124, b"\0")
    return struct.pack(">I", start + len(body)) + head + struct.pack(">I", len(tags)) + table + body


def test_the_colours_of_a_telephone_come_out_as_a_screen_shows_them():
    """The same three numbers are a stronger red in wide colours, so they become higher ones."""
    content = saved(
        Image.new("RGB", (40, 40), (200, 60, 60)), "JPEG", icc_profile=wide_profile(), quality=95
    )

    red, green, _ = redrawn(content).convert("RGB").getpixel((20, 20))

    assert red > 210
    assert green < 52


@pytest.mark.parametrize(
    ("kind", "mode", "stored", "seen"),
    [
        ("JPEG", "CMYK", (0, 0, 0, 0), WHITE),
        ("TIFF", "CMYK", (0, 0, 0, 255), (0, 0, 0)),
        ("PNG", "I;16", 40_000, (156, 156, 156)),
        ("TIFF", "I;16", 40_000, (156, 156, 156)),
        ("TIFF", "1", 1, WHITE),
        ("PNG", "1", 1, WHITE),
        ("PNG", "P", 0, (0, 0, 0)),
        ("GIF", "L", 120, (120, 120, 120)),
    ],
)
def test_what_a_scanner_makes_comes_out_as_it_looked(kind, mode, stored, seen):
    content = uploads.picture(kind, (60, 40), mode, stored)

    assert is_near(redrawn(content).convert("RGB").getpixel((30, 20)), seen)
    assert is_near(page(content).convert("RGB").getpixel((30, 20)), seen)


# As big as they are


def telephone(width, height) -> bytes:
    return uploads.picture("JPEG", (width, height), quality=40)


@pytest.mark.parametrize("size", [(4032, 3024), (8064, 6048), (8160, 6120), (12_000, 9_000)])
def test_a_photo_of_12_48_50_and_108_million_dots_is_taken(size):
    assert max(redrawn(telephone(*size)).size) == 1200


def test_a_photo_of_200_million_dots_needs_little_memory():
    upload = TemporaryUploadedFile("big.jpg", "image/jpeg", 0, None)
    upload.write(telephone(16_320, 12_240))
    upload.size = upload.tell()
    upload.flush()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    assert Image.open(pictures.reencoded(upload, 1200)).size == (1200, 900)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 30 * MEGABYTES


def test_a_long_screenshot_and_a_panorama_stay_wide_enough_to_read():
    long = uploads.picture("PNG", (1170, 20_000), "RGBA", "white")

    assert redrawn(long).size == (600, 10_256)
    assert page(long).size == (1170, 20_000)
    assert redrawn(uploads.picture("JPEG", (16_000, 3_800))).size == (2_526, 600)


@pytest.mark.parametrize("mode", ["RGB", "L", "1", "P"])
def test_a_sheet_of_a4_at_600_dots_an_inch_is_taken(mode):
    content = uploads.picture("TIFF", (4_960, 7_016), mode, 0, compression="tiff_lzw")

    assert page(content).size == (1_654, 2_340)


# Pages


def test_a_scan_of_several_pages_and_photos_become_one_pdf_in_their_order():
    first, *others = [Image.new("RGB", (60, 80), colour) for colour in ("red", "lime")]
    scan = saved(first, "TIFF", save_all=True, append_images=others)

    (kept,) = documents.all_checked([file(scan, "scan.tif"), file(uploads.picture(colour="blue"))])

    content = kept.file.read()
    assert (kept.kind, kept.name) == ("pdf", documents.PAPER)
    with pikepdf.open(BytesIO(content)) as made:
        assert len(made.pages) == 3
    colours = [
        Image.open(BytesIO(pdf.page_picture(content, number))).getpixel((9, 9)) for number in (1, 2, 3)
    ]
    assert all(map(is_near, colours, [(254, 0, 0), (0, 255, 0), (0, 0, 254)]))


def test_a_pdf_of_photos_holds_nothing_but_pixels():
    exif = Image.Exif()
    exif[0x9286] = "a secret place"
    content = uploads.picture(exif=exif, comment=b"a secret comment")
    assert b"secret" in content

    assert b"secret" not in pictures.as_one_pdf([file(content + b"secret")])


def test_grey_paper_stays_grey_and_small():
    made = pictures.as_one_pdf([file(uploads.picture("PNG", (1654, 2340), "L", 200))])

    assert page(uploads.picture("PNG", (60, 40), "L", 200)).mode == "L"
    assert len(made) < 60_000


def test_more_than_twenty_pages_are_sent_in_two_turns():
    photos = [file(uploads.picture(size=(9, 9))) for _ in range(21)]

    with pytest.raises(ValidationError, match="20"):
        documents.all_checked(photos)
