"""Parts of a picture made unreadable for good: what stood there is in no byte of the new file."""

from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.crypto import get_random_string
from PIL import Image

SIDE = 10  # Rows and columns of the grid that lies over every picture, whatever its size.
CELLS = range(SIDE * SIDE)


def blurred(file, cells) -> ContentFile:
    """The picture in `file`, with each of `cells` (counted row by row from 0) filled with its own mean colour.

    A mean keeps nothing of a face; a finer blur can be undone (Hill et al., “On the (In)effectiveness of
    Mosaicing and Blurring as Tools for Document Redaction”, 2016).
    """
    with file.open("rb") as opened:
        picture = Image.open(opened, formats=["WEBP"])
        picture.load()
    for cell in cells:
        box = _box(cell, picture.size)
        size = (box[2] - box[0], box[3] - box[1])
        if min(size) > 0:
            picture.paste(picture.crop(box).resize((1, 1), Image.Resampling.BOX).resize(size), box)
    picture.info.clear()
    out = BytesIO()
    picture.save(out, "WEBP", quality=82, method=4)
    return ContentFile(out.getvalue(), name=f"{get_random_string(16).lower()}.webp")


def _box(cell: int, size: tuple[int, int]) -> tuple[int, int, int, int]:
    row, column = divmod(cell, SIDE)
    width, height = size
    return (
        column * width // SIDE,
        row * height // SIDE,
        (column + 1) * width // SIDE,
        (row + 1) * height // SIDE,
    )
