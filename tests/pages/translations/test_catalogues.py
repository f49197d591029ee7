"""The words around a page in another language: whole in each of them, and as the server reads them."""

import gettext
import re

import pytest
from django.test import Client
from pytest_django.asserts import assertContains

from coproduction_site.in_languages.known import ENGLISH, OWN_NAMES, Language
from tests.support import walk
from tests.support.house import TEMPLATES
from tests.tools.catalogues import catalogues, packed, read, whole
from tests.tools.route_words import words_in

FRAME = [path for path in TEMPLATES if "pages/translations" in str(path)]
FRAME += [path for path in TEMPLATES if path.name == "back_to_top.html"]


def words_in_templates() -> set[str]:
    """Of the frame around every page. The route by which a story is told has a list of its own."""
    return {text for path in FRAME for text in words_in(path.read_text())}


def test_every_language_has_a_catalogue_and_its_own_name():
    assert set(catalogues()) == set(Language.values)
    assert set(OWN_NAMES) == {ENGLISH, *Language.values}


@pytest.mark.parametrize("language", Language.values)
def test_no_word_is_missing_and_none_is_left_over(language):
    known = read(catalogues()[language])

    assert len(words_in_templates()) > 15
    assert known.keys() - {""} == words_in_templates()
    assert all(text.strip() for text in known.values())


@pytest.mark.parametrize("language", Language.values)
def test_the_server_reads_what_translators_wrote(language):
    """If not: python -m tests.tools.catalogues."""
    path = catalogues()[language]
    compiled = path.with_suffix(".mo")

    assert compiled.read_bytes() == packed(whole(path))
    with compiled.open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert {key: words.gettext(key) for key in words_in_templates()} == {
        key: text for key, text in read(path).items() if key
    }


def test_a_sentence_over_several_lines_is_one_and_one_that_is_not_sure_is_none(tmp_path):
    path = tmp_path / "django.po"
    path.write_text(
        'msgid ""\nmsgstr "A\\n"\n\n#, fuzzy\nmsgid "b"\nmsgstr "B"\n\nmsgid "c"\nmsgstr ""\n"C "\n"c"\n'
    )

    assert read(path) == {"": "A\n", "c": "C c"}


@pytest.mark.django_db
@pytest.mark.parametrize("language", Language.values)
def test_no_english_word_stands_unmarked_on_the_page_for_what_is_not_there(language):
    soup = walk.soup_of(Client().get(f"/{language}/nothing/"))
    for other in soup.select("[lang^=en], [hreflang], head"):
        other.decompose()

    assert not set(re.findall(r"[A-Za-z]{3,}", soup.get_text())) & set(
        " ".join(words_in_templates()).split()
    ) - {"Menu"}
    assertContains(Client().get("/nothing/"), "We cannot find that page", status_code=404)
