"""The program that `pdf` starts to show one page of paper: a PDF from standard input, a JPEG to standard output.
Page 0 is a list in JSON of which pages can be shown.

Only a page that is one picture can be shown so. What the page says in type, it does not draw.
"""

import json
import resource
import sys
from io import BytesIO

import pikepdf
from PIL import Image

MOST_MEMORY = 480_000_000
MOST_SECONDS = 6
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2_400
NOT_A_PICTURE = 4


def main(number: str) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        content = sys.stdin.buffer.read()
        with pikepdf.open(BytesIO(content), suppress_warnings=True) as pdf:
            if not int(number):
                sys.stdout.write(json.dumps([is_one_picture(page) for page in pdf.pages]))
            else:
                sys.stdout.buffer.write(jpeg_of(pdf.pages[int(number) - 1]))
    except Exception:  # Whatever is wrong with it: then it is saved and opened by hand.
        return NOT_A_PICTURE
    return 0


def is_one_picture(page) -> bool:
    return len(page.images) == 1


def jpeg_of(page) -> bytes:
    (drawing,) = page.images.values()
    if drawing.Width * drawing.Height > MOST_PIXELS:
        raise ValueError("It has too many dots.")
    picture = pikepdf.PdfImage(drawing).as_pil_image()
    turned = -int(page.get("/Rotate", 0))
    picture = picture.convert("L" if picture.mode in ("1", "L") else "RGB")
    picture = picture.rotate(turned, expand=True) if turned else picture
    scale = min(1, LONGEST_SIDE / min(picture.size))
    picture = picture.resize([max(1, round(length * scale)) for length in picture.size])
    out = BytesIO()
    picture.info.clear()
    picture.save(out, "JPEG", quality=82)
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
