"""The envelope that the standard puts round the pages of a list."""

from collections.abc import Callable

from django.core.paginator import Paginator

from partners.open_referral.parameters import DEFAULT_SIZE


def page_of(things, asked: dict, show: Callable, per_page: int | None = None) -> dict:
    """A page after the last one is empty, so that a reader who only turns pages comes to an end."""
    pages = Paginator(things, asked.get("per_page") or per_page or DEFAULT_SIZE)
    number = asked.get("page", 1)
    contents = [show(thing) for thing in pages.page(number)] if number <= pages.num_pages else []
    total = pages.num_pages if pages.count else 0
    return {
        "total_items": pages.count,
        "total_pages": total,
        "page_number": number,
        "size": len(contents),
        "first_page": number == 1,
        "last_page": number >= total,
        "empty": not contents,
        "contents": contents,
    }
