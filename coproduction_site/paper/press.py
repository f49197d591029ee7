"""Run by itself: one sheet comes in as JSON and goes out as a tagged PDF.

A process of its own, so that the thirty megabytes that typst takes are given back when the sheet is made.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import typst

FONTS = Path(__file__).with_name("fonts")
# PDF/UA-1 for people who listen. It refuses a picture without words, and a sign that no font can draw.
RULES = "ua-1"
NOT_DRAWN = 4


def main() -> int:
    order = json.load(sys.stdin)
    day = datetime.fromisoformat(order["day"]).replace(tzinfo=UTC)
    try:
        made = typst.compile(
            Path(order["root"], order["shape"]),
            root=order["root"],
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=[FONTS]),
            ignore_system_fonts=True,
            sys_inputs={"words": json.dumps(order["words"])},
            pdf_standards=RULES,
            timestamp=day,
        )
    except typst.TypstError as error:
        print(error, file=sys.stderr)
        return NOT_DRAWN
    sys.stdout.buffer.write(made)
    return 0


if __name__ == "__main__":
    sys.exit(main())
