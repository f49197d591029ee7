"""The words of the route by which a story is told: all known to whoever translates them, and none left over."""

import json
import re

import pytest
from django.utils import translation
from django.utils.translation import gettext

from coproduction_site.in_languages.known import Language
from stories.models import Story
from stories.submission import consent_wording
from tests.tools import route_words
from tests.tools.catalogues import catalogues, read

ROUTE = json.loads(route_words.FILE.read_text())
SPEAKS_OF_CONSENT_OR_SAFETY = re.compile(
    r"\b(?:agreed?|yes|consent|permission|not safe|danger|harm|hurt|police|parental|secret)\b",
    re.IGNORECASE,
)
# They ask for nothing, and say nothing that somebody could be hurt by if it were said wrongly.
HARMLESS = {
    *("Yes, remove it", "But only if you said yes. If you gave an e-mail, we write to tell you."),
    "We ask so that we know who must say yes before others see it. We never ask for a birthday.",
}


def test_the_list_of_words_is_the_one_that_the_route_says():
    """If not: python -m tests.tools.catalogues."""
    assert route_words.as_file() == route_words.FILE.read_text()
    assert len(ROUTE["all"]) > 500
    assert set(ROUTE["safety"]) < set(ROUTE["all"])


def _places(text: str) -> list[str]:
    """What must stand in each language: numbers and names that come into a sentence, links and marks."""
    return sorted(re.findall(r"%\(\w+\)[sd]|<[^>]*>", text))


@pytest.mark.parametrize("language", Language.values)
def test_no_translated_word_is_left_over_from_another_year(language):
    path = catalogues()[language].with_name("route.po")
    known = read(path) if path.exists() else {}

    assert known.keys() - {""} <= set(ROUTE["all"])
    assert all(text.strip() for text in known.values())
    assert {text: said for text, said in known.items() if _places(text) != _places(said)} == {}


def test_in_english_every_word_is_as_it_was_written():
    """Also where Django, or a library, has a catalogue of British English."""
    with translation.override("en-gb"):
        assert {text: gettext(text) for text in ROUTE["all"]} == {text: text for text in ROUTE["all"]}


@pytest.mark.parametrize("language", Language)
def test_what_was_agreed_to_in_a_language_has_room_in_its_column(language):
    """SQLite keeps what is too long; PostgreSQL refuses the press."""
    room = Story._meta.get_field("consent_wording").max_length

    assert len(consent_wording.wording_in(language)) <= room


def test_what_is_said_of_consent_and_danger_waits_for_a_speaker():
    """Or is known to be harmless: whoever writes a sentence more decides."""
    said = {text for text in ROUTE["all"] if SPEAKS_OF_CONSENT_OR_SAFETY.search(text)}

    assert said - set(ROUTE["safety"]) == HARMLESS
