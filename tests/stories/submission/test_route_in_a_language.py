"""The way to tell a story in another language: no word of ours on it stays English."""

import re

import pytest
from bs4 import BeautifulSoup
from django.utils import translation

from coproduction_site.models import SiteSettings
from partners.models import Partner
from tests.support.in_languages import forget
from tests.support.route import TYPED, pages_of_the_route
from tests.tools import route_words
from tests.tools.catalogues import packed

pytestmark = [pytest.mark.django_db, pytest.mark.same_on_any_database, pytest.mark.takes_long]
SAID = re.compile(r"⟦[^⟦⟧]*⟧")
FEWEST = 2_000  # Texts on all these pages: else nothing was looked at.
# What is the same in each language, what a teller wrote, and what only the frame of a page says.
NOT_OURS = (
    "header, footer, script, style, body [lang^=en], [aria-hidden], .code, .private-link, wbr, address"
)
OF_THE_FRAME = {"Home", "Did this page help?"}
WITHIN_A_SENTENCE = "a, strong, bdi, q, small, mark"


@pytest.fixture
def every_word_in_brackets(tmp_path, settings):
    """A language in which each word of the route is itself, between brackets."""
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    words = {text: f"⟦{text}⟧" for text in route_words.route_words()}
    (folder / "django.mo").write_bytes(packed({"": "Content-Type: text/plain; charset=UTF-8\n"} | words))
    settings.LOCALE_PATHS = [tmp_path]
    forget()
    with translation.override("pl"):
        yield
    forget()


def test_no_english_word_stands_unmarked_on_the_way(starter_content, every_word_in_brackets):
    unmarked, how_many = {}, 0
    names = {*map(str, Partner.objects.all()), *vars(SiteSettings.objects.current()).values()}
    known = sorted(filter(None, map(str, {*names, *TYPED, *OF_THE_FRAME})), key=len, reverse=True)

    for name, page in pages_of_the_route():
        for text in texts_of(page.content.decode()):
            how_many += 1
            left = without(text, known)
            if re.findall(r"[A-Za-z]{2,}", left):
                unmarked.setdefault(left.strip(), name)

    assert not unmarked
    assert how_many > FEWEST


def texts_of(html: str):
    soup = BeautifulSoup(html, "html.parser")
    for other in soup.select(NOT_OURS):
        other.decompose()
    for tag in soup.select(WITHIN_A_SENTENCE):
        tag.unwrap()
    soup.smooth()
    yield from map(str, soup.stripped_strings)
    for tag in soup.select("[aria-label], [alt], [placeholder], meta[name=description]"):
        yield from (tag.get(name, "") for name in ("aria-label", "alt", "placeholder", "content"))


def without(text: str, known: list[str]) -> str:
    while (shorter := SAID.sub("", text)) != text:
        text = shorter
    for name in known:
        text = text.replace(name, "")
    return text
