"""Pictures that people send: only the pixels are kept."""

import warnings
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.crypto import get_random_string
from PIL import Image, ImageOps

FORMATS = ["JPEG", "PNG", "WEBP"]
ACCEPTED = [f"image/{name.lower()}" for name in FORMATS]
MOST_BYTES = 8_000_000
MOST_PIXELS = 40_000_000
MOST_PIXELS_UNPACKED = 24_000_000  # Only a JPEG can be read small; others fill the memory as they are.
TOO_MANY_PIXELS = "This picture has too many dots. Please make it smaller and try again."
DIRECTLY_SCALED = ["L", "RGB", "RGBA"]
NOT_A_PICTURE = "We could not read this picture. Please send a JPEG, PNG or WebP file."


def reencoded(upload, longest_side: int) -> ContentFile:
    """The same picture drawn anew as WebP, without place, date, words or anything else hidden in it.

    Raises ValidationError with a sentence for the person who sent it. The pixel count is read from
    the header before anything is decoded, so that a small file cannot unpack into a huge one.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError("This picture is too big. The most is 8 MB.")
    try:
        return _drawn_anew(upload, longest_side)
    except ValidationError:
        raise
    except Exception as error:  # Pillow raises many kinds for a broken file.
        raise ValidationError(NOT_A_PICTURE) from error


def _drawn_anew(upload, longest_side: int) -> ContentFile:
    upload.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            picture = Image.open(upload, formats=FORMATS)
        except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
            raise ValidationError(TOO_MANY_PIXELS) from error
    if picture.width * picture.height > (
        MOST_PIXELS if picture.format == "JPEG" else MOST_PIXELS_UNPACKED
    ):
        raise ValidationError(TOO_MANY_PIXELS)
    picture.draft("RGB", (longest_side * 2, longest_side * 2))
    if picture.mode not in DIRECTLY_SCALED:
        picture = _in_colours(picture)
    picture.thumbnail((longest_side, longest_side))
    picture = _in_colours(ImageOps.exif_transpose(picture))
    picture.info.clear()
    out = BytesIO()
    picture.save(out, "WEBP", quality=82, method=4)
    return ContentFile(out.getvalue(), name=f"{get_random_string(16).lower()}.webp")


def _in_colours(picture):
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")
