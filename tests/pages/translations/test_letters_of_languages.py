"""The letters of other languages: a small font for Panjabi on its pages alone, and the device's own for the others."""

import re

import pytest

from coproduction_site.in_languages.known import Language
from tests.support.factories import make_page
from tests.support.first_visit import STATIC, files_of, weight_of_file
from tests.support.font_signs import signs_of
from tests.support.house import ROOT
from tests.support.translations import make_translation

GURMUKHI = STATIC / "fonts/gurmukhi.woff2"
LICENCE = STATIC / "fonts/gurmukhi-OFL.txt"
SHEETS = STATIC / "pages/languages"
MOST_OF_A_FONT = 12_000


def test_the_font_has_every_letter_of_our_words_in_panjabi():
    texts = [*ROOT.glob("locale/pa/**/*.po"), *ROOT.glob("pages/content/translations/pa/*.md")]
    used = {sign for path in texts for sign in path.read_text() if "\u0a00" <= sign <= "\u0a7f"}

    assert len(texts) > 3
    assert used <= signs_of(GURMUKHI)
    assert weight_of_file("/static/fonts/gurmukhi.woff2") < MOST_OF_A_FONT


def test_the_licence_stands_beside_the_font_and_reserves_no_name():
    licence = LICENCE.read_text()

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "with Reserved Font Name" not in licence.partition("-----")[0]


def test_every_language_has_a_sheet_and_only_panjabi_brings_a_font():
    sheets = {path.stem: re.findall(r"[\w-]+\.woff2", path.read_text()) for path in SHEETS.glob("*.css")}

    assert sheets == {"pa": [GURMUKHI.name], "pl": [], "ur": []}


@pytest.mark.django_db
@pytest.mark.parametrize("language", Language.values)
def test_a_page_fetches_the_sheet_of_its_language_and_a_page_in_english_none(client, language):
    make_translation(page=make_page(slug="a-page"), language=language)

    def sheets(address):
        files = files_of(client.get(address).content.decode())
        return [file for file in files if "languages" in file]

    assert sheets(f"/{language}/a-page/") == [f"/static/pages/languages/{language}.css"]
    assert sheets("/a-page/") == []
