from django.db.models import Q
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from coproduction_site.cache.remembered import remembered
from coproduction_site.listed_words import Listed, Word, listed
from pages.easy_read.queries import twin_of
from pages.models import GlossaryTerm, Page

SECTIONS = [
    (20, "The ladder", "ladder:ladder"),
    (30, "Partners", "partners:list"),
    (40, "Charter", "charter:charter"),
    (50, "Stories", "stories:list"),
]


def menu(request) -> dict:
    """The entries at the top and the pages at the bottom, only where they are shown; `menu_current` are the addresses of those that this page belongs to, `easy_read` is its twin. And the listed words, for where a page uses them."""
    entries = SimpleLazyObject(_entries)
    return {
        "menu": lambda: entries[0],
        "footer_pages": lambda: entries[1],
        "easy_read": lambda: twin_of(request),
        "menu_current": lambda: tuple(
            entry["url"] for entry in entries[0] if request.path.startswith(entry["url"])
        ),
        "listed_words": _listed_words,
    }


@remembered
def _entries() -> tuple[list[dict], list[dict]]:
    pages = _pages()
    entries = [(order, {"label": label, "url": reverse(name)}) for order, label, name in SECTIONS]
    entries += [(page.order, _entry(page)) for page in pages if page.in_menu]
    in_order = sorted(entries, key=lambda pair: pair[0])
    return [entry for _, entry in in_order], [_entry(page) for page in pages if page.in_footer]


@remembered
def _listed_words() -> Listed:
    """None while the page that lists them is not published."""
    terms = GlossaryTerm.objects.public(Page.objects.published())
    return listed((form, _word(term)) for term in terms for form in term.forms)


def _word(term) -> Word:
    return Word(term.term, term.get_absolute_url(), term.meaning, term.is_proposed)


def _pages() -> list[Page]:
    shown = Page.objects.published().filter(Q(in_menu=True) | Q(in_footer=True))
    return list(shown.only("slug", "order", "title", "menu_title", "in_menu", "in_footer"))


def _entry(page) -> dict:
    return {"label": page.menu_title or page.title, "url": page.get_absolute_url()}
