from django.db.models import Q
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from pages.models import Page

SECTIONS = [
    (20, "The ladder", "ladder:ladder"),
    (30, "Partners", "partners:list"),
    (40, "Charter", "charter:charter"),
    (50, "Stories", "stories:list"),
]


def menu(request) -> dict:
    """The entries at the top and the pages at the bottom: one query, and only where they are shown."""
    pages = SimpleLazyObject(_pages)
    return {
        "menu": lambda: _menu(pages, request.path),
        "footer_pages": lambda: [_entry(page) for page in pages if page.in_footer],
    }


def _pages() -> list[Page]:
    shown = Page.objects.published().filter(Q(in_menu=True) | Q(in_footer=True))
    return list(shown.only("slug", "order", "title", "menu_title", "in_menu", "in_footer"))


def _menu(pages, path: str) -> list[dict]:
    entries = [(order, {"label": label, "url": reverse(name)}) for order, label, name in SECTIONS]
    entries += [(page.order, _entry(page)) for page in pages if page.in_menu]
    return [
        {**entry, "is_current": path.startswith(entry["url"])}
        for _, entry in sorted(entries, key=lambda pair: pair[0])
    ]


def _entry(page) -> dict:
    return {"label": page.menu_title or page.title, "url": page.get_absolute_url()}
