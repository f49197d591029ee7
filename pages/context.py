from django.urls import reverse

from pages.models import Page

SECTIONS = [
    (20, "The ladder", "ladder:ladder"),
    (30, "Partners", "partners:list"),
    (40, "Charter", "charter:charter"),
    (50, "Stories", "stories:list"),
]


def menu(request) -> dict:
    """The entries at the top and the pages at the bottom, asked for once and only if shown."""
    return {"menu": lambda: _entries(request.path), "footer_pages": Page.objects.in_footer}


def _entries(path: str) -> list[dict]:
    sections = [(order, label, reverse(name)) for order, label, name in SECTIONS]
    pages = [
        (page.order, page.menu_title, page.get_absolute_url())
        for page in Page.objects.in_menu().only("slug", "order", "menu_title")
    ]
    return [
        {"label": label, "url": url, "is_current": path.startswith(url)}
        for _, label, url in sorted(sections + pages)
    ]
