"""What the pages are made of: no inline script or style, and colours in one place."""

import re

from tests.support.house import STYLE_SHEETS, TEMPLATES, lines_with

COLOURS_BY_NAME = (
    "aqua|beige|black|blue|brown|coral|cyan|fuchsia|gold|gray|green|grey|indigo|ivory|lime|magenta|maroon"
    "|navy|olive|orange|pink|purple|red|silver|tan|teal|violet|white|yellow"
)
COLOUR = rf"#[0-9a-f]{{3,8}}\b|(?<![\w-])(rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(|(?<![\w-])({COLOURS_BY_NAME})(?![\w-])"


def values(css: str) -> str:
    """Only what stands after a colon, one value a line, without comments, strings and names of tokens."""
    css = re.sub(r'/\*.*?\*/|"[^"]*"|--[\w-]+(?=\s*[,)])', "", css, flags=re.DOTALL)
    return "\n".join(re.findall(r":\s*([^;{}]+)(?=[;}])", css))


def without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def test_a_colour_is_found_however_it_is_written():
    found = re.findall(
        COLOUR, values("a:hover { color: #fff; background: rgb(0 0 0); fill: Red }"), re.IGNORECASE
    )

    assert len(found) == 3
    assert not re.search(COLOUR, values(".gold { color: var(--gold); fill: currentColor } /* red */"))


def test_only_the_tokens_name_colours():
    sheets = [path for path in STYLE_SHEETS if path.name != "tokens.css"]

    assert sheets
    assert lines_with(COLOUR, sheets, values) == []
    assert lines_with(r'(fill|stroke|stop-color)="(?!none|currentColor|url)[^"]*"', TEMPLATES) == []


def test_style_sheets_force_nothing_and_name_no_ids():
    assert lines_with(r"!important", STYLE_SHEETS, without_comments) == []
    assert lines_with(r"#[a-z][\w-]*(?=[^;{}]*\{)", STYLE_SHEETS, without_comments) == []


def test_every_style_sheet_is_in_the_table_of_contents():
    contents = next(path for path in STYLE_SHEETS if path.name == "site.css")
    imported = re.findall(r'@import url\("([^"]+)"\)', contents.read_text())

    others = {str(path.relative_to(contents.parent)) for path in STYLE_SHEETS} - {"site.css"}

    assert set(imported) == others


def test_templates_hold_no_inline_script_or_style():
    assert TEMPLATES
    assert (
        lines_with(r"<style\b|\sstyle=|<script\b(?![^>]*\bsrc=)|\son[a-z]+=|javascript:", TEMPLATES)
        == []
    )


def test_templates_trust_no_words():
    assert lines_with(r"\|\s*safe\b|\|\s*safeseq\b|autoescape off", TEMPLATES) == []


def test_text_takes_no_size_from_the_width_of_the_screen():
    """It would not grow in step with its reader's own size: WCAG 1.4.4, failure F94."""
    sized = r"(font-size|--(text|heading)[\w-]*):[^;]*\d(vw|vh|vmin|vmax|vi|vb|cqi|cqw)\b"

    assert lines_with(sized, STYLE_SHEETS, without_comments) == []


def test_drawings_keep_their_size_without_a_style_sheet():
    drawings = [path for path in TEMPLATES if re.search(r"<svg\b", path.read_text())]

    assert len(drawings) > 50
    assert lines_with(r'<svg\b(?![^>]*\swidth="[^"]+" height="[^"]+")', drawings) == []


def test_times_are_written_in_one_way():
    """As `formats` says: 18:30, and nowhere half past six with a.m. or p.m."""
    assert lines_with(r"""\|(date|time):["'][^"']*(?<!\\)[agp]""", TEMPLATES) == []
    assert lines_with(r"""\|(date|time):["'][^"']*H:i""", TEMPLATES)
