"""What stands beside a link that somebody shares, drawn anew from our own drawings: `python -m tests.tools.share_pictures`.

No words are in them, so that they fit every city and every language; what they show is said beside them.
"""

import tempfile
from io import BytesIO
from pathlib import Path

from PIL import Image

from coproduction_site.sharing import SIZE
from tests.support.house import ROOT
from tests.tools.demo_site import browser

FOLDER, DRAWINGS = ROOT / "static" / "images" / "shared", ROOT / "templates" / "drawings"
# Name of the file → the drawing, and how high it is drawn.
PICTURES = {
    "together": ("hero", 560),
    "ladder": ("ladder", 500),
    "stories": ("speech", 460),
    "partners": ("people-two", 460),
    "charter": ("promise", 460),
}
COLOURS = 32
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<link rel="stylesheet" href="{sheet}"><style>
body {{ align-items: center; background: var(--gold-mist); block-size: 630px; display: flex; inline-size: 1200px; justify-content: center; margin: 0; overflow: hidden; position: relative; }}
body > .drawing {{ block-size: {height}px; inline-size: auto; --drawing-line: 3; }}
body > .corner {{ inset-block-end: 40px; inset-inline-end: 40px; inline-size: 110px; position: absolute; }}
</style></head><body>{drawing}<img class="corner" alt="" src="{mark}"></body></html>"""


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    width, height = SIZE
    with tempfile.TemporaryDirectory() as folder, browser() as program:
        page = program.new_page(
            viewport={"width": width, "height": height}, color_scheme="light", reduced_motion="reduce"
        )
        for name, (drawing, size) in PICTURES.items():
            file = Path(folder) / f"{name}.html"
            file.write_text(_page(drawing, size))
            page.goto(file.as_uri())
            _keep(page.screenshot(), FOLDER / f"{name}.png")


def _page(drawing: str, height: int) -> str:
    static = ROOT / "static"
    return PAGE.format(
        sheet=(static / "css" / "site.css").as_uri(),
        mark=(static / "images" / "favicon.svg").as_uri(),
        drawing=(DRAWINGS / f"{drawing}.svg.html").read_text(),
        height=height,
    )


def _keep(taken: bytes, file: Path) -> None:
    """In few colours: it is a drawing."""
    picture = Image.open(BytesIO(taken)).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
