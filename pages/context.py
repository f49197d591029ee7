from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from coproduction_site.cache.remembered import following, remembered
from coproduction_site.listed_words import Listed, Word, listed
from pages.easy_read.queries import twin_of
from pages.models import GlossaryTerm, Page

SECTIONS = [
    (20, "The ladder", "ladder:ladder"),
    (30, "Partners", "partners:list"),
    (40, "Charter", "charter:charter"),
    (50, "Stories", "stories:list"),
]
OF_A_TERM = ("slug", "term", "meaning", "also", "is_proposed")


class Entry(NamedTuple):
    label: str
    url: str


def menu(request) -> dict:
    """The entries at the top and the pages at the bottom, only where they are shown; `menu_current` are the addresses of those that this page belongs to, `easy_read` is its twin. And the listed words, for where a page uses them."""
    entries = SimpleLazyObject(_entries)
    return {
        "menu": lambda: entries[0],
        "footer_pages": lambda: entries[1],
        "easy_read": lambda: twin_of(request),
        "menu_current": lambda: tuple(
            entry.url for entry in entries[0] if request.path.startswith(entry.url)
        ),
        "listed_words": _listed_words,
    }


@remembered
def _entries() -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    shown = Page.objects.published().filter(Q(in_menu=True) | Q(in_footer=True))
    return _in_order(*shown.values_list("slug", "order", "title", "menu_title", "in_menu", "in_footer"))


@following
def _in_order(*pages: tuple) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    entries = [(order, Entry(label, reverse(name))) for order, label, name in SECTIONS]
    at_the_bottom = []
    for slug, order, title, menu_title, in_menu, in_footer in pages:
        entry = Entry(menu_title or title, Page(slug=slug).get_absolute_url())
        if in_menu:
            entries.append((order, entry))
        if in_footer:
            at_the_bottom.append(entry)
    in_order = sorted(entries, key=lambda pair: pair[0])
    return tuple(entry for _, entry in in_order), tuple(at_the_bottom)


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
