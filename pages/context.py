from collections import defaultdict
from typing import NamedTuple

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from coproduction_site.cache.remembered import following, remembered
from coproduction_site.listed_words import Listed, Word, listed
from coproduction_site.writing_direction import direction_of
from pages.models import EasyReadTwin, GlossaryTerm, Page, Translation
from pages.translations.languages import ENGLISH, OWN_NAMES

LADDER = 20
SECTIONS = [
    (LADDER, "The ladder", "ladder:ladder"),
    (30, "Partners", "partners:list"),
    (40, "Charter", "charter:charter"),
    (50, "Stories", "stories:list"),
]
FRAME = ("slug", "order", "title", "menu_title", "in_menu", "in_footer", "place", "language")
OF_A_TERM = ("slug", "term", "meaning", "also", "is_proposed")


class Entry(NamedTuple):
    label: str
    url: str


class Way(NamedTuple):
    """A page in one language, under the own name of that."""

    code: str
    own_name: str
    direction: str
    address: str


class Frame(NamedTuple):
    menu: tuple[Entry, ...]
    footer_pages: tuple[Entry, ...]
    twins: dict[str, str]  # Address of a page → that of its Easy Read twin.
    languages: dict[
        str, tuple[Way, ...]
    ]  # Address of a page → the languages that it is in, if there are several.
    translated: dict[str, tuple[Entry, ...]]  # A language → all that there is in it.


def menu(request) -> dict:
    """The entries at the top and the pages at the bottom, only where they are shown; `menu_current` are the addresses of those that this page belongs to, `easy_read` is its twin, and `languages` are those that it is in. And the listed words, for where a page uses them."""
    frame = SimpleLazyObject(_frame)
    return {
        "menu": lambda: frame.menu,
        "footer_pages": lambda: frame.footer_pages,
        "easy_read": lambda: frame.twins.get(request.path, ""),
        "languages": lambda: frame.languages.get(request.path, ()),
        "menu_current": lambda: tuple(
            entry.url for entry in frame.menu if request.path.startswith(entry.url)
        ),
        "listed_words": _listed_words,
    }


def addresses_of_twins() -> list[str]:
    """In easy words, and in other languages."""
    frame = _frame()
    in_languages = [entry.url for entries in frame.translated.values() for entry in entries]
    return [*frame.twins.values(), *in_languages]


def translated_into(language: str) -> tuple[Entry, ...]:
    """All that there is in it."""
    return _frame().translated.get(language, ())


@remembered
def _frame() -> Frame:
    """Pages in the menu or at the bottom, what has an Easy Read twin, and what is in other languages: one query."""
    shown = Page.objects.published().filter(Q(in_menu=True) | Q(in_footer=True))
    twins = EasyReadTwin.objects.published().annotate(
        slug=Coalesce("page__slug", Value("")),
        menu_title=Value(""),
        in_menu=Value(False),
        in_footer=Value(False),
        language=Value(""),
    )
    translations = Translation.objects.published().annotate(
        slug=Coalesce("page__slug", Value("")),
        order=Coalesce("page__order", Value(LADDER)),
        in_menu=Value(False),
        in_footer=Value(False),
    )
    pages, *others = (
        rows.order_by().values_list(*FRAME)
        for rows in (shown.annotate(place=Value(""), language=Value("")), twins, translations)
    )
    return _in_order(*pages.union(*others, all=True).order_by("order", "title"))


@following
def _in_order(*rows: tuple) -> Frame:
    entries = [(order, Entry(label, reverse(name))) for order, label, name in SECTIONS]
    at_the_bottom, twins, translations = [], {}, []
    for slug, order, title, menu_title, in_menu, in_footer, place, language in rows:
        address = reverse(place) if place else Page(slug=slug).get_absolute_url()
        if language:
            translations.append((language, address, menu_title))
        elif not in_menu and not in_footer:
            twins[address] = f"{address}easy-read/"
        entry = Entry(menu_title or title, address)
        if in_menu:
            entries.append((order, entry))
        if in_footer:
            at_the_bottom.append(entry)
    in_order = sorted(entries, key=lambda pair: pair[0])
    menu = tuple(entry for _, entry in in_order)
    return Frame(menu, tuple(at_the_bottom), twins, _languages(translations), _translated(translations))


def _languages(translations) -> dict[str, tuple[Way, ...]]:
    """The page in English first, then the others in the order of their codes."""
    found = {}
    for language, address, _ in sorted(translations):
        way = Way(language, OWN_NAMES[language], direction_of(language), f"/{language}{address}")
        found.setdefault(address, [Way(ENGLISH, OWN_NAMES[ENGLISH], "ltr", address)]).append(way)
    return {way.address: tuple(ways) for ways in found.values() for way in ways}


def _translated(translations) -> dict[str, tuple[Entry, ...]]:
    found = defaultdict(list)
    for language, address, title in translations:
        found[language].append(Entry(title, f"/{language}{address}"))
    return {language: tuple(entries) for language, entries in found.items()}


@remembered
def _listed_words() -> Listed:
    """None while the page that lists them is not published."""
    terms = GlossaryTerm.objects.public(Page.objects.published())
    return _listed_in(*terms.values_list(*OF_A_TERM))


@following
def _listed_in(*rows: tuple) -> Listed:
    terms = [GlossaryTerm(**dict(zip(OF_A_TERM, row, strict=True))) for row in rows]
    return listed((form, _word(term)) for term in terms for form in term.forms)


def _word(term) -> Word:
    return Word(term.term, term.get_absolute_url(), term.meaning, term.is_proposed)
