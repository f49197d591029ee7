"""Resources, each a valid thing with every detail open to change."""

from itertools import count

from django.utils import timezone

from pages.models import LinkCheck, Resource, Suggestion

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


def make_broken_link() -> LinkCheck:
    resource, day = make_resource(), timezone.localdate()
    found = {"checked_on": day, "is_there": False, "finding": "answer 404"}
    return LinkCheck.objects.create(
        resource=resource, link=resource.link, failed_days=3, failing_since=day, **found
    )


def make_suggestion(partner, **details) -> Suggestion:
    words = {"title": "A good film", "link": "https://www.example.org/film", "why": "It is short."}
    return Suggestion.objects.create(partner=partner, **words | details)
