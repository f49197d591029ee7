from collections import defaultdict
from typing import NamedTuple

from django.db.models import BooleanField, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from coproduction_site.cache.remembered import following, remembered
from coproduction_site.in_languages.addresses import in_english, is_of_route
from coproduction_site.in_languages.catalogues import live
from coproduction_site.in_languages.known import ENGLISH, OWN_NAMES, in_english_words
from coproduction_site.listed_words import Listed, Word, listed
from coproduction_site.writing_direction import direction_of
from pages.models import EasyReadTwin, GlossaryTerm, Page, Translation

LADDER = 20
SECTIONS = [
    (LADDER, "The ladder", "ladder:ladder"),
    (30, "Partners", "partners:list"),
    (40, "Charter", "charter:charter"),
    (50, "Stories", "stories:list"),
]
PAGE, TWIN, TRANSLATION, WORD = "page", "twin", "translation", "word"
# Of a page its title in the menu, and whether it stands there and at the bottom; of a twin its place; of a translation its
# language and its place; of a word its meaning, its other forms, and whether it is proposed.
COLUMNS = ("what", "at", "address", "name", "text", "more", "this", "that")
NOTHING, NO = Value(""), Value(False, output_field=BooleanField())
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


class Shared(NamedTuple):
    frame: Frame
    words: Listed


def menu(request) -> dict:
    """The entries at the top and the pages at the bottom, only where they are shown; `menu_current` are the addresses of those that this page belongs to, `easy_read` is its twin, and `languages` are those that it is in. And the listed words, for where a page uses them."""
    shared = SimpleLazyObject(_shared)
    frame = SimpleLazyObject(lambda: shared.frame)
    return {
        "menu": lambda: frame.menu,
        "footer_pages": lambda: frame.footer_pages,
        "easy_read": lambda: frame.twins.get(request.path, ""),
        "languages": lambda: frame.languages.get(request.path, ()) or _ways_of_route(request),
        "translated": lambda: translated_into(getattr(request, "language", None)),
        "menu_current": lambda: tuple(
            entry.url for entry in frame.menu if request.path.startswith(entry.url)
        ),
        "listed_words": lambda: shared.words,
    }


def addresses_of_twins() -> list[str]:
    """In easy words, and in other languages."""
    frame = _shared().frame
    in_languages = [entry.url for entries in frame.translated.values() for entry in entries]
    of_route = [entry.url for language in sorted(live()) for entry in _route_in(language)]
    return [*frame.twins.values(), *in_languages, *of_route]


def translated_into(language: str | None) -> tuple[Entry, ...]:
    """All that there is in it."""
    return (*_shared().frame.translated.get(language, ()), *_route_in(language))


def _route_in(language: str | None) -> tuple[Entry, ...]:
    if language not in live():
        return ()
    with translation.override(language):
        return (Entry(gettext("Tell your story"), reverse("stories:start")),)


def _ways_of_route(request) -> tuple[Way, ...]:
    """Of a page by which somebody tells their story: the languages in which each word of the route is there."""
    match = request.resolver_match
    if not match or match.app_name != "stories" or not is_of_route(request.path):
        return ()
    address = in_english(request.path)
    found = [_way(language.value, address) for language in sorted(live())]
    return (Way(ENGLISH, OWN_NAMES[ENGLISH], "ltr", address), *found) if found else ()


@remembered(Page, EasyReadTwin, Translation, GlossaryTerm)
def _shared() -> Shared:
    """Pages in the menu or at the bottom, what has an Easy Read twin, what is in other languages, and the listed words: one query."""
    rows = (
        _in_the_frame()
        .union(_twins(), _translations(), _terms(), all=True)
        .order_by("its_at", "its_name")
    )
    framed, terms = [], []
    for what, *row in rows:
        (terms if what == WORD else framed).append((what, *row))
    return Shared(_in_order(*framed), _listed_in(*terms))


def _in_the_frame() -> QuerySet:
    shown = Page.objects.published().filter(Q(in_menu=True) | Q(in_footer=True))
    return _rows(
        shown,
        PAGE,
        F("order"),
        F("slug"),
        F("title"),
        F("menu_title"),
        NOTHING,
        F("in_menu"),
        F("in_footer"),
    )


def _twins() -> QuerySet:
    of_page = Coalesce("page__slug", NOTHING)
    twins = EasyReadTwin.objects.published()
    return _rows(twins, TWIN, F("order"), of_page, F("title"), NOTHING, F("place"), NO, NO)


def _translations() -> QuerySet:
    at, of_page = Coalesce("page__order", Value(LADDER)), Coalesce("page__slug", NOTHING)
    name, language = F("menu_title"), F("language")
    found = Translation.objects.published()
    return _rows(found, TRANSLATION, at, of_page, name, language, F("place"), NO, NO)


def _terms() -> QuerySet:
    """None while the page that lists them is not published."""
    terms = GlossaryTerm.objects.public(Page.objects.published())
    return _rows(
        terms, WORD, Value(0), F("slug"), F("term"), F("meaning"), F("also"), F("is_proposed"), NO
    )


def _rows(found: QuerySet, what: str, *columns) -> QuerySet:
    """With these `COLUMNS`, under names that no field of theirs has."""
    named = {
        f"its_{name}": column for name, column in zip(COLUMNS, (Value(what), *columns), strict=True)
    }
    return found.order_by().annotate(**named).values_list(*named)


@following
@in_english_words
def _in_order(*rows: tuple) -> Frame:
    entries = [(order, Entry(label, reverse(name))) for order, label, name in SECTIONS]
    at_the_bottom, twins, translations = [], {}, []
    for what, order, slug, title, text, place, in_menu, in_footer in rows:
        address = reverse(place) if place else Page(slug=slug).get_absolute_url()
        if what == TWIN:
            twins[address] = f"{address}easy-read/"
        elif what == TRANSLATION:
            translations.append((text, address, title))
        if in_menu:
            entries.append((order, Entry(text or title, address)))
        if in_footer:
            at_the_bottom.append(Entry(text or title, address))
    in_order = sorted(entries, key=lambda pair: pair[0])
    menu = tuple(entry for _, entry in in_order)
    return Frame(menu, tuple(at_the_bottom), twins, _languages(translations), _translated(translations))


def _languages(translations) -> dict[str, tuple[Way, ...]]:
    """The page in English first, then the others in the order of their codes."""
    found = {}
    for language, address, _ in sorted(translations):
        way = Way(ENGLISH, OWN_NAMES[ENGLISH], "ltr", address)
        found.setdefault(address, [way]).append(_way(language, address))
    return {way.address: tuple(ways) for ways in found.values() for way in ways}


def _way(language: str, address: str) -> Way:
    return Way(language, OWN_NAMES[language], direction_of(language), f"/{language}{address}")


def _translated(translations) -> dict[str, tuple[Entry, ...]]:
    found = defaultdict(list)
    for language, address, title in translations:
        found[language].append(Entry(title, f"/{language}{address}"))
    return {language: tuple(entries) for language, entries in found.items()}


@following
def _listed_in(*rows: tuple) -> Listed:
    terms = [GlossaryTerm(**dict(zip(OF_A_TERM, row[2:7], strict=True))) for row in rows]
    return listed((form, _word(term)) for term in terms for form in term.forms)


def _word(term) -> Word:
    return Word(term.term, term.get_absolute_url(), term.meaning, term.is_proposed)
