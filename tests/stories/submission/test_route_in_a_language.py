"""The way to tell a story in another language: no word of ours on it stays English."""

import html
import re
from contextlib import contextmanager

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import translation

from coproduction_site.in_languages import catalogues
from coproduction_site.in_languages.addresses import ROUTE
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
# Said on other pages too, where they say nothing about consent or danger.
SAID_ELSEWHERE = {
    *("Back", "Yes", "No", "Choose from the answers on this page.", "Leave this page"),
    *("More numbers to ring", "What may we do with your story?"),
}
WITHIN_A_SENTENCE = "a, strong, bdi, q, small, mark"


@contextmanager
def words_in_brackets(folder, settings):
    """A language in which each word of the route is itself, between brackets."""
    place = folder / "pl" / "LC_MESSAGES"
    place.mkdir(parents=True)
    words = {text: f"⟦{text}⟧" for text in route_words.route_words()}
    (place / "django.mo").write_bytes(packed({"": "Content-Type: text/plain; charset=UTF-8\n"} | words))
    before, settings.LOCALE_PATHS = settings.LOCALE_PATHS, [folder]
    forget()
    yield
    settings.LOCALE_PATHS = before
    forget()


@pytest.fixture
def every_word_in_brackets(tmp_path, settings):
    with words_in_brackets(tmp_path, settings), translation.override("pl"):
        yield


class Below(Client):
    """A browser in which the way to tell a story is read in Polish."""

    def generic(self, method, path, *more, **options):
        if path.startswith(ROUTE):
            path = f"/pl{path}"
        return super().generic(method, path, *more, **options)


def test_no_word_about_consent_or_safety_is_said_before_a_speaker_has_checked_it(
    starter_content, tmp_path, settings
):
    safety = set(route_words.of_safety(route_words.route_words())) - SAID_ELSEWHERE
    with words_in_brackets(tmp_path, settings):
        (tmp_path / "route.json").write_text(route_words.as_file())
        catalogues.read_again()
        said, how_many = {}, 0
        for name, page in pages_of_the_route(Below):
            text = page.content.decode()
            how_many += "⟦" in text
            said |= {word: name for word in safety if html.escape(f"⟦{word}⟧", quote=False) in text}

    assert how_many > 30
    assert not said, "\n".join(map(str, said.items()))


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


def texts_of(page: str):
    soup = BeautifulSoup(page, "html.parser")
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
