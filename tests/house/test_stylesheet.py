"""The style sheet: one small file for visitors, many small ones for us, and colours that can be read."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from coproduction_site.cache.static_storage import joined

CSS = Path(settings.BASE_DIR) / "static" / "css"
FILES = sorted(CSS.rglob("*.css"))
DESK = sorted((CSS.parent / "desk").rglob("*.css"))
COLOURS = {"background", "fill", "stroke", "forced-color-adjust"}
TOKENS = (CSS / "tokens.css").read_text()

TEXT_ON_GROUND = [
    ("text", "page"),
    ("text", "surface"),
    ("text", "surface-quiet"),
    ("text", "brand-mist"),
    ("text", "brand-soft"),
    ("text", "calm-mist"),
    ("text", "wrong-mist"),
    ("text", "good-mist"),
    ("text-quiet", "page"),
    ("text-quiet", "surface"),
    ("text-quiet", "surface-quiet"),
    ("text-quiet", "brand-mist"),
    ("link", "page"),
    ("link", "surface"),
    ("link", "surface-quiet"),
    ("link", "brand-mist"),
    ("link", "calm-mist"),
    ("link", "wrong-mist"),
    ("link", "good-mist"),
    ("link-visited", "page"),
    ("link-visited", "surface"),
    ("link-visited", "surface-quiet"),
    ("wrong", "page"),
    ("wrong", "surface"),
    ("wrong", "wrong-mist"),
    ("on-brand", "brand"),
    ("on-dark", "dark"),
    ("hero-text", "hero"),
    ("hero-button-text", "hero-button"),
]
SEEN_ON_GROUND = [
    ("line-control", "page"),
    ("line-control", "surface"),
    ("line-control", "surface-quiet"),
    ("focus", "page"),
    ("focus", "surface-quiet"),
    ("wrong", "wrong-mist"),
]


def words_only(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)


def values(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", css))


def colours(scheme: str) -> dict[str, str]:
    dark = re.search(r"@media \(prefers-color-scheme: dark\) \{(.*?)\n\}", TOKENS, re.DOTALL)
    light = TOKENS.replace(dark[0], "")
    return values(light) | (values(dark[1]) if scheme == "dark" else {})


def luminance(name: str, known: dict[str, str]) -> float:
    value = known[name]
    while value.startswith("var("):
        value = known[value[6:-1]]
    digits = value.lstrip("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(front: str, ground: str, scheme: str) -> float:
    known = colours(scheme)
    low, high = sorted([luminance(front, known), luminance(ground, known)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT_ON_GROUND)
def test_text_stands_out_seven_to_one(front, ground, scheme):
    assert contrast(front, ground, scheme) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), SEEN_ON_GROUND)
def test_edges_of_controls_stand_out_three_to_one(front, ground, scheme):
    assert contrast(front, ground, scheme) >= 3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_style_file_is_short_and_knows_no_left_or_right(path):
    css = words_only(path)

    assert len(path.read_text().splitlines()) < 120
    assert not re.search(r"\b(margin|padding|border|inset)-(left|right|top|bottom)\b", css)
    assert not re.search(r"[{;\s](left|right|top|bottom|width|height|min-width|max-width):", css)
    assert not re.search(r"text-align:\s*(left|right)", css)


def test_every_value_that_is_used_is_given_somewhere():
    css = "".join(words_only(path) for path in FILES)
    given = set(re.findall(r"(--[\w-]+):", css))
    used = set(re.findall(r"var\((--[\w-]+)\)", css))

    assert used <= given


@pytest.mark.parametrize("path", [*FILES, *DESK], ids=lambda path: path.name)
def test_where_the_colours_are_the_readers_own_nothing_but_colours_changes(path):
    assert set(_changed_by_forced_colours(path.read_text())) <= COLOURS


def test_what_changes_more_than_colours_there_is_found():
    sheet = "a { width: 1px } @media (forced-colors: active) { b { fill: red; } c { display: none } } d { margin: 0 }"

    assert _changed_by_forced_colours(sheet) == ["fill", "display"]


def _changed_by_forced_colours(sheet: str) -> list[str]:
    blocks = re.findall(r"@media[^{]*forced-colors[^{]*\{((?:[^{}]*\{[^{}]*\})*)", sheet)
    return [name for block in blocks for name in re.findall(r"([\w-]+)\s*:[^:{};]+[;}]", block)]


def test_the_joined_sheet_is_one_small_file():
    sheet = joined(lambda name: (CSS.parent / name).read_text())

    assert "@import" not in sheet
    assert sheet.count("@layer components{") == 1
    assert all(
        joined(lambda name, path=path: path.read_text()) in sheet
        for path in (CSS / "components").iterdir()
    )
    assert len(brotli.compress(sheet.encode())) < 8_500


def test_collecting_twice_gives_the_same_sheet(settings, tmp_path):
    settings.DEBUG = False
    settings.STATIC_ROOT = str(tmp_path)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "coproduction_site.cache.static_storage.JoinedStaticFilesStorage"}
    }

    addresses = []
    for _ in range(2):
        call_command("collectstatic", interactive=False, verbosity=0)
        addresses.append(staticfiles_storage.url("css/site.css"))

    assert addresses[0] == addresses[1]
    sheet = (tmp_path / addresses[0].removeprefix(settings.STATIC_URL)).read_text()
    assert ".ladder" in sheet
    assert "@import" not in sheet
    font = re.search(r'url\("\.\./(fonts/[^"]+)"\)', sheet)[1]
    assert (tmp_path / font).exists()
