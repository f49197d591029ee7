from typing import NamedTuple

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from coproduction_site.cache.remembered import following, remembered
from coproduction_site.listed_words import Listed, Word, listed
from pages.models import EasyReadTwin, GlossaryTerm, Page

SECTIONS = [
    (20, "The ladder", "ladder:ladder"),
    (30, "Partners", "partners:list"),
    (40, "Charter", "charter:charter"),
    (50, "Stories", "stories:list"),
]
FRAME = ("slug", "order", "title", "menu_title", "in_menu", "in_footer", "place")
OF_A_TERM = ("slug", "term", "meaning", "also", "is_proposed")


class Entry(NamedTuple):
    label: str
    url: str


class Frame(NamedTuple):
    menu: tuple[Entry, ...]
    footer_pages: tuple[Entry, ...]
    twins: dict[str, str]  # Address of a page → that of its Easy Read twin.


def menu(request) -> dict:
    """The entries at the top and the pages at the bottom, only where they are shown; `menu_current` are the addresses of those that this page belongs to, `easy_read` is its twin. And the listed words, for where a page uses them."""
    frame = SimpleLazyObject(_frame)
    return {
        "menu": lambda: frame.menu,
        "footer_pages": lambda: frame.footer_pages,
        "easy_read": lambda: frame.twins.get(request.path, ""),
        "menu_current": lambda: tuple(
            entry.url for entry in frame.menu if request.path.startswith(entry.url)
        ),
        "listed_words": _listed_words,
    }


def addresses_of_twins() -> dict[str, str]:
    return _frame().twins


@remembered
def _frame() -> Frame:
    """Pages in the menu or at the bottom, and what has an Easy Read twin: one query."""
    shown = Page.objects.published().filter(Q(in_menu=True) | Q(in_footer=True))
    twins = EasyReadTwin.objects.published().annotate(
        slug=Coalesce("page__slug", Value("")),
        menu_title=Value(""),
        in_menu=Value(False),
        in_footer=Value(False),
    )
    pages, twins = (
        rows.order_by().values_list(*FRAME) for rows in (shown.annotate(place=Value("")), twins)
    )
    return _in_order(*pages.union(twins, all=True).order_by("order", "title"))


@following
def _in_order(*rows: tuple) -> Frame:
    entries = [(order, Entry(label, reverse(name))) for order, label, name in SECTIONS]
    at_the_bottom, twins = [], {}
    for slug, order, title, menu_title, in_menu, in_footer, place in rows:
        address = reverse(place) if place else Page(slug=slug).get_absolute_url()
        if not in_menu and not in_footer:
            twins[address] = f"{address}easy-read/"
        entry = Entry(menu_title or title, address)
        if in_menu:
            entries.append((order, entry))
        if in_footer:
            at_the_bottom.append(entry)
    in_order = sorted(entries, key=lambda pair: pair[0])
    return Frame(tuple(entry for _, entry in in_order), tuple(at_the_bottom), twins)


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
