"""Signs that Word writes as a number in a font of pictures, as the signs that they look like."""

EMPTY, CROSSED, TICK, CROSS, DOT = "☐", "☒", "✓", "✗", "●"
WINGDINGS = {
    **dict.fromkeys([0x6F, 0x70, 0x71, 0x72, 0xA8], EMPTY),
    **dict.fromkeys([0x6C, 0x6E, 0xA4], DOT),
    **dict.fromkeys([0x78, 0xFD, 0xFE], CROSSED),
    0xFC: TICK,
    0xFB: CROSS,
    0xA1: "○",
    0xE0: "→",
    0xDF: "←",
    0xA7: "▪",
}
WINGDINGS_2 = {
    **dict.fromkeys([0x51, 0x52, 0x53, 0x54], CROSSED),
    0x50: TICK,
    0x4F: CROSS,
    0xA3: EMPTY,
    0x97: DOT,
    0x98: DOT,
}
FONTS = {
    "wingdings": WINGDINGS,
    "wingdings 2": WINGDINGS_2,
    "webdings": {0x61: TICK, 0x72: CROSS, 0x63: EMPTY, 0x67: DOT, 0x6E: DOT},
    "marlett": {0x61: TICK, 0x62: TICK},
    "symbol": {0xD6: "√", 0xB4: "×", 0xB7: "•"},
}


def sign(font: str | None, code: str | None) -> str:
    """Of a `w:sym`. A sign that we do not know is kept as it came, so that somebody sees that there is one."""
    try:
        number = int(code or "", 16)
        known = FONTS.get((font or "").casefold(), {})
        return known.get(number & 0xFF) or chr(number)
    except (ValueError, OverflowError):
        return ""


def in_font(font: str | None, text: str) -> str:
    """Typed letters as they look in this font: “ü” in Wingdings is a tick."""
    known = FONTS.get((font or "").casefold())
    return "".join(known.get(ord(letter) & 0xFF, letter) for letter in text) if known else text
