"""Which pages ask whether they helped: those that are the same for everybody, but for one person's story."""

from django.urls import Resolver404, resolve

STORIES = "stories"
LONGEST = 200  # Signs of an address.


def is_asked(path: str) -> bool:
    """Never a private address, and never a story: no stranger says of a child's story that it did not help."""
    if len(path) > LONGEST or not path.startswith("/"):
        return False
    try:
        found = resolve(path)
    except Resolver404:
        return False
    is_a_story = found.app_names == [STORIES] and bool(found.kwargs)
    return getattr(found.func, "is_public_page", False) and not is_a_story
