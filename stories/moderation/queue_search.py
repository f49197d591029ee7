"""What the box above the list of stories finds: beginnings of the words of a title, and references.

A story that is held is in no index of words: its reference finds it, for whoever may read it, and leads find the newest
by their titles too.
"""

import re

from coproduction_site.search import index
from coproduction_site.search.models import Audience, SearchEntry
from coproduction_site.search.words import folded, looked_for
from stories.models import Story
from stories.models.search_entries import KIND

MANY = "These are among the newest {} stories with these words. To find older ones, add another word."
_REFERENCE = re.compile("([0-9A-Z]{4})[^0-9A-Z]*([0-9A-Z]{4})")


def found(stories, query: str, user):
    """Those of `stories`, and whether there may be older ones. Each of what is asked here is found by an index of its own."""
    numbers = SearchEntry.objects.newest(Audience.DESK, KIND, query)
    readable = Story.objects.readable_by(user)
    by_reference = readable.filter(reference=_as_reference(query))
    held = _held(readable, query) if user.has_perm("stories.read_held_story") else []
    chosen = {*numbers, *by_reference.values_list("pk", flat=True), *held}
    return stories.filter(pk__in=chosen), len(numbers) == index.MOST


def _as_reference(query: str) -> str:
    """However somebody writes it down."""
    asked = query.strip().upper()
    match = _REFERENCE.fullmatch(asked)
    return "-".join(match.groups()) if match else query.strip()


def _held(readable, query: str) -> list[int]:
    words = looked_for(query)
    newest = readable.filter(held_at__isnull=False).order_by("-held_at").values_list("pk", "title")
    titles = [(pk, f" {folded(title)}") for pk, title in newest[: index.MOST]] if words else []
    return [pk for pk, title in titles if all(f" {word}" in title for word in words)]
