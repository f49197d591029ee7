"""The translations that come with the site: whole, for the words of today, and marked as not yet checked by a speaker."""

import re

import pytest
from pytest_django.asserts import assertContains

from coproduction_site.content_files import read_page
from coproduction_site.in_languages.known import Language
from pages.easy_read.sources import mark_of, text_of
from pages.models import Page, Translation
from pages.translations.content import FOLDER
from tests.support import walk

PAGES = {"home", "what-is-co-production", "help-now", "safe-use", "ladder"}
SAFETY = {"help-now", "safe-use"}
IN_ENGLISH = FOLDER.parent / "pages"
NOT_CHECKED = {
    "pa": "ਪੰਜਾਬੀ ਬੋਲਣ ਵਾਲੇ ਕਿਸੇ ਨੇ ਅਜੇ ਇਸ ਦੀ ਜਾਂਚ ਨਹੀਂ ਕੀਤੀ",
    "pl": "Nie sprawdził tego jeszcze nikt, kto mówi po polsku",
    "ur": "اردو جاننے والے کسی شخص نے ابھی اس کی جانچ نہیں کی",
}


def parts_of(body: str) -> dict[str, int]:
    """Of Markdown: how many of each there are, whatever they say."""
    marks = {"heading": r"^##", "step": r"^\d\. ", "point": r"^- ", "link": r"\]\(", "quote": "^> "}
    return {name: len(re.findall(mark, body, re.MULTILINE)) for name, mark in marks.items()}


@pytest.mark.parametrize("language", Language.values)
def test_each_language_has_the_same_pages(language):
    assert {path.stem for path in (FOLDER / language).glob("*.md")} == PAGES


@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("name", sorted(PAGES - {"ladder"}))
def test_nothing_of_the_page_in_english_is_left_out(language, name):
    _, body = read_page(FOLDER / language / f"{name}.md")
    _, english = read_page(next(IN_ENGLISH.glob(f"[0-9][0-9]-{name}.md")))

    assert parts_of(body) == parts_of(english)


@pytest.mark.parametrize("language", Language.values)
def test_the_ladder_has_its_seven_rungs_and_names_who_made_it(language):
    _, body = read_page(FOLDER / language / "ladder.md")

    assert re.findall(r"^### (\d)\.", body, re.MULTILINE) == list("7654321")
    assert "https://www.thinklocalactpersonal.org.uk/" in body


@pytest.mark.django_db
def test_each_was_written_for_the_words_of_today(starter_content):
    """If not: read the page and its translations again, then write the mark that stands here into the files."""
    marks = {str(row): mark_of(text_of(row)) for row in Translation.objects.select_related("page")}
    written = {str(row): mark_of(row.written_for) for row in Translation.objects.select_related("page")}

    assert len(marks) == len(PAGES) * len(Language.values)
    assert written == marks


@pytest.mark.django_db
def test_none_says_that_a_speaker_has_checked_it_and_none_about_safety_is_shown(client, starter_content):
    assert not Translation.objects.exclude(checked_by="").exists()
    for row in Translation.objects.select_related("page"):
        page = client.get(row.get_absolute_url())
        assertContains(page, NOT_CHECKED[row.language])
        is_shown = bool(walk.soup_of(page).select(".prose"))
        assert is_shown == (not (row.page and row.page.slug in SAFETY)), row


@pytest.mark.django_db
def test_where_the_english_page_is_a_draft_nothing_of_it_is_there(client, starter_content):
    Page.objects.get(slug="help-now").retire()

    assert client.get("/ur/help-now/").status_code == 404
    assert "/ur/help-now/" not in client.get("/ur/").content.decode()
