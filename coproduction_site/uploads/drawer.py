"""The program that `pictures` starts for what people photographed or scanned: files in, pixels alone out.

It draws one picture as WebP (`webp` and `logo`, for a page of ours), or all pages as one PDF of JPEG (`pdf`, for
our readers), and puts more pages behind those that came before (`join`). The files come as open descriptors, so that not even a big one is held in memory as a whole.
"""

import os
import resource
import sys
import warnings
from io import BytesIO

import pikepdf
from pikepdf import Name
from PIL import Image, ImageCms, ImageOps, ImageSequence, ImageStat

MOST_MEMORY = 480_000_000
MOST_SECONDS = 20
FORMATS = ["JPEG", "PNG", "WEBP", "AVIF", "TIFF", "BMP", "GIF"]
MOVING = {"PNG", "WEBP", "AVIF", "GIF"}  # More than one picture in these is a film; in a TIFF, pages.
MOST_PIXELS = 260_000_000  # Of a JPEG, which can be read small. The biggest telephone takes 200 million.
MOST_BYTES_UNPACKED = (
    160_000_000  # Of all others: a sheet of A4 in colours at 600 dots an inch needs 140.
)
MOST_PIXELS_IN_WAVES = 60_000_000  # A JPEG that sharpens as it loads is held as a whole.
LONGEST_SIDE = 16_000  # WebP ends there.
MOST_PAGES, MOST_PAGES_JOINED = 20, 60
PAGE_SHORT_SIDE, DOTS_AN_INCH = 1_654, 200  # The width of A4 at that many dots: pencil can be read.
PAGE_PIXELS = 24_000_000
LIGHT, DARK_GROUND = 205, "#1d1a16"  # Of 255: what is lighter is lost on a white plate.
OUT_OF_MEMORY, BROKEN, MOVES, TOO_MANY_PIXELS, TOO_MANY_PAGES = 3, 4, 5, 6, 7
TO_SRGB = {"RGB": "RGB", "RGBA": "RGBA", "CMYK": "RGB"}
ONE_BYTE = {"1", "L", "P", "PA", "LA"}


class Refused(Exception):
    """With the number that the program ends with."""


def main(what: str, side: str, *descriptors: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    files = [os.fdopen(int(number), "rb") for number in descriptors]
    try:
        drawn = done(what, int(side), files)
    except Refused as refused:
        return refused.args[0]
    except (MemoryError, Image.DecompressionBombError):
        return OUT_OF_MEMORY
    except Exception:  # Pillow raises many kinds for a broken file.
        return BROKEN
    sys.stdout.buffer.write(drawn)
    return 0


def done(what: str, side: int, files) -> bytes:
    if what in ("webp", "logo"):
        return webp_of(files[0], side, is_logo=what == "logo")
    return pdf_of(files) if what == "pdf" else joined(files)


def webp_of(file, side: int, is_logo: bool) -> bytes:
    picture = opened(file)
    size = picture.size
    box = inside(size, side) if is_logo else readable(size, side)
    picture = upright(shrunk(picture, box), keeps_transparency=is_logo)
    if is_logo:
        picture = on_dark_if_light(picture)
    out = BytesIO()
    picture.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()


def on_dark_if_light(picture):
    """A logo stands on a white plate: a light one with a clear ground gets a dark ground of its own."""
    if picture.mode != "RGBA":
        return picture
    seen = picture.getchannel("A").point(lambda value: 255 if value > 127 else 0)
    if seen.getextrema() != (0, 255) or ImageStat.Stat(picture.convert("L"), seen).mean[0] < LIGHT:
        return picture
    dark = Image.new("RGB", picture.size, DARK_GROUND)
    dark.paste(picture, mask=picture.getchannel("A"))
    return dark


def pdf_of(files) -> bytes:
    """Page by page, so that only one is in memory as pixels."""
    pages = []
    for file in files:
        picture = opened(file)
        count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
        if len(pages) + count > MOST_PAGES:
            raise Refused(TOO_MANY_PAGES)
        for frame in ImageSequence.Iterator(picture) if count > 1 else [picture]:
            check_size(frame)
            pages.append(page_of(frame))
    return pdf_with(pages)


def pdf_with(pages: list[tuple[bytes, str, tuple[int, int]]]) -> bytes:
    made, out = pikepdf.new(), BytesIO()
    for jpeg, colours, (width, height) in pages:
        drawing = pikepdf.Stream(
            made, jpeg, Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode
        )
        drawing.Width, drawing.Height, drawing.BitsPerComponent = width, height, 8
        drawing.ColorSpace = Name.DeviceGray if colours == "L" else Name.DeviceRGB
        points = [round(length * 72 / DOTS_AN_INCH, 2) for length in (width, height)]
        made.add_blank_page(page_size=points)
        made.pages[-1].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Page=drawing))
        made.pages[-1].Contents = made.make_stream(b"%g 0 0 %g 0 0 cm /Page Do" % tuple(points))
    made.save(out, deterministic_id=True)
    return out.getvalue()


def joined(files) -> bytes:
    """A page that is there already is not put in again: a button was pressed twice."""
    made, out, met = pikepdf.new(), BytesIO(), set()
    for file in files:
        pages = pikepdf.open(file)
        for page in pages.pages:
            drawings = tuple(drawing.read_raw_bytes() for drawing in page.images.values())
            if not drawings or drawings not in met:
                made.pages.append(page)
            met.add(drawings)
    if len(made.pages) > MOST_PAGES_JOINED:
        raise Refused(TOO_MANY_PAGES)
    made.save(out, deterministic_id=True)
    return out.getvalue()


def page_of(picture) -> tuple[bytes, str, tuple[int, int]]:
    picture = upright(shrunk(picture, of_a_page(picture.size)), keeps_transparency=False)
    out = BytesIO()
    picture.save(out, "JPEG", quality=78)
    return out.getvalue(), picture.mode, picture.size


def opened(file):
    """Nothing of it is unpacked yet: what it would become, its first lines say."""
    Image.MAX_IMAGE_PIXELS = None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        picture = Image.open(file, formats=FORMATS)
    if picture.format in MOVING and getattr(picture, "n_frames", 1) > 1:
        raise Refused(MOVES)
    check_size(picture)
    return picture


def check_size(picture) -> None:
    pixels = picture.width * picture.height
    unpacked = pixels * (1 if picture.mode in ONE_BYTE else 4)
    is_jpeg = picture.format in ("JPEG", "MPO")
    most = MOST_PIXELS_IN_WAVES if picture.info.get("progressive") else MOST_PIXELS
    if pixels > most or (not is_jpeg and unpacked > MOST_BYTES_UNPACKED):
        raise Refused(TOO_MANY_PIXELS)


def inside(size, side: int) -> tuple[int, int]:
    """As large as fits into a square."""
    return scaled(size, side / max(size))


def readable(size, side: int) -> tuple[int, int]:
    """The same; but a screenshot of a long page, or a panorama, stays wide enough to make out."""
    scale = max(side / max(size), min(1, side / 2 / min(size)))
    return scaled(size, min(scale, LONGEST_SIDE / max(size)))


def of_a_page(size) -> tuple[int, int]:
    pixels = size[0] * size[1]
    return scaled(size, min(PAGE_SHORT_SIDE / min(size), (PAGE_PIXELS / pixels) ** 0.5))


def scaled(size, scale: float) -> tuple[int, int]:
    return tuple(max(1, round(length * min(scale, 1))) for length in size)


def shrunk(picture, size):
    """Small before anything else is done with it. A JPEG is never unpacked bigger than it needs to be."""
    picture.draft("RGB", size)
    picture.load()
    profile = picture.info.get("icc_profile")
    exif = picture.getexif()
    picture = plain_mode(picture)
    if picture.size != size:
        picture = picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    picture = in_screen_colours(picture, profile)
    picture.info["exif"] = exif.tobytes()
    return picture


def plain_mode(picture):
    """One of L, LA, RGB, RGBA and CMYK: those that are drawn smaller as they are."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return of_eight_bits(picture)
    if picture.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        has_a_clear_colour = "transparency" in picture.info
        return picture.convert("RGBA") if has_a_clear_colour else picture
    if picture.mode == "1":
        return picture.convert("L")
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def of_eight_bits(picture):
    """Grey of sixteen bits: cut off, all that is not dark would be white."""
    _, high = picture.getextrema()
    whole = picture.convert("I") if picture.mode.startswith("I;") else picture
    return (
        whole.point(lambda value: value * (1 / 257)).convert("L") if high > 255 else whole.convert("L")
    )


def in_screen_colours(picture, profile: bytes | None):
    """The colours of a telephone's own kind, or of print, as screens show them. A broken profile is none."""
    if profile and picture.mode in TO_SRGB:
        try:
            screen, given = ImageCms.createProfile("sRGB"), ImageCms.ImageCmsProfile(BytesIO(profile))
            to = TO_SRGB[picture.mode]
            picture = ImageCms.profileToProfile(picture, given, screen, outputMode=to)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass
    return picture.convert("RGB") if picture.mode == "CMYK" else picture


def upright(picture, keeps_transparency: bool):
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("LA", "RGBA"):
        picture = picture.convert("RGBA")
        if not keeps_transparency:
            white = Image.new("RGB", picture.size, "white")
            white.paste(picture, mask=picture.getchannel("A"))
            picture = white
    picture.info.clear()
    return picture


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
