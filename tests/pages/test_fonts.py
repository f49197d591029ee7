"""The site's own letters: small, able to draw every sign of our words, and left out where somebody saves data."""

import pytest
from django.test import Client

from tests.support import factories, walk
from tests.support.first_visit import STATIC, fonts
from tests.support.font_signs import signs_of

OWN = STATIC / "fonts" / "atkinson.woff2"
ACCENTS = STATIC / "fonts" / "atkinson-accents.woff2"
LICENCE = STATIC / "fonts" / "atkinson-OFL.txt"


def test_a_font_is_fetched_for_every_sign_that_it_can_draw():
    own, accents = (fonts()[f"fonts/{file.name}"] for file in (OWN, ACCENTS))

    assert signs_of(OWN) <= own
    assert signs_of(ACCENTS) <= accents
    assert not own & accents  # Chromium would fetch both.


@pytest.mark.same_on_any_database
@pytest.mark.django_db
def test_our_own_words_need_the_first_font_alone(starter_content):
    factories.make_published_story(title="The quiet room")
    pages = walk.pages_of(walk.every_address(Client()))
    used = {address: words_of(answer) for address, answer in pages.items()}

    assert len(used) > 30
    missing = {address: {*filter(is_latin, signs - signs_of(OWN))} for address, signs in used.items()}
    assert {address: signs for address, signs in missing.items() if signs} == {}


def is_latin(sign: str) -> bool:
    """Names of languages in their own letters, arrows and ticks come from the device: no Latin font has them."""
    return sign < "\u0100" or "\u2010" <= sign <= "\u205e" or sign == "€"


def words_of(answer) -> set[str]:
    """The signs of a page's text, but for what is marked as another language: letters of those come from elsewhere."""
    soup = walk.soup_of(answer)
    if not soup.html["lang"].startswith("en"):
        return set()
    for other in soup.select("body [lang]:not([lang^=en])"):
        other.decompose()
    return {sign for sign in soup.body.get_text() if sign.isprintable()}


def test_the_licence_stands_beside_the_fonts_and_reserves_no_name():
    licence = LICENCE.read_text()

    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "with Reserved Font Name" not in licence.partition("-----")[0]


@pytest.mark.parametrize("header", ["on", "On"])
def test_whoever_saves_data_gets_no_font_and_is_told_once(client, header):
    answer = client.get(f"/static/fonts/{OWN.name}", headers={"Save-Data": header})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Vary"] == "Save-Data"
    assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_a_page_is_the_same_for_whoever_saves_data(client, db):
    assert "Save-Data" not in client.get("/", headers={"Save-Data": "on"}).headers.get("Vary", "")
