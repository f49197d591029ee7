"""Resources, each a valid thing with every detail open to change."""

from itertools import count

from pages.models import Resource

_numbers = count(1)


def make_resource(**details) -> Resource:
    number = next(_numbers)
    words = {
        "slug": f"resource-{number}",
        "title": f"Resource {number:03}",
        "summary": "What it gives you.",
        "kind": "guide",
        "link": f"https://www.example.org/{number}",
        "source": "A group",
    }
    return Resource.objects.create(**words | details)
