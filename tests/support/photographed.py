"""A sheet of paper as a telephone photographs it: grey light, dark lines, and its number."""

from io import BytesIO

from PIL import Image, ImageDraw


def sheet(number: int, size=(1200, 1600)) -> bytes:
    picture = Image.new("RGB", size, (236, 232, 224))
    draw, step = ImageDraw.Draw(picture), size[1] // 20
    for line in range(2, 19):
        draw.line([(size[0] // 10, line * step), (size[0] * 9 // 10, line * step)], (150, 150, 160), 3)
    draw.text(
        (size[0] // 10, step), f"Page {number}: we planned it together.", "black", font_size=step // 2
    )
    out = BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()
