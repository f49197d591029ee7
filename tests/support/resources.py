"""Resources, each a valid thing with every detail open to change."""

from itertools import count

from django.urls import reverse
from django.utils import timezone

from pages.models import LinkCheck, Resource, Suggestion

_numbers = count(1)


def make_resource(*, formats=None, **details) -> Resource:
    """In one format, a web page of another site, if nothing is said of `formats`."""
    number = next(_numbers)
    text = {
        "slug": f"resource-{number}",
        "title": f"Resource {number:03}",
        "summary": "What it gives you.",
        "kind": "guide",
        "source": "A group",
    }
    resource = Resource.objects.create(**text | details)
    for way in [{"link": f"https://www.example.org/{number}"}] if formats is None else formats:
        resource.formats.create(**{"format": "page", **way})
    return resource


def make_broken_link() -> LinkCheck:
    way, day = make_resource().formats.get(), timezone.localdate()
    found = {"checked_on": day, "is_there": False, "finding": "answer 404"}
    return LinkCheck.objects.create(format=way, link=way.link, failed_days=3, failing_since=day, **found)


def make_suggestion(partner, **details) -> Suggestion:
    text = {"title": "A good film", "link": "https://www.example.org/film", "why": "It is short."}
    return Suggestion.objects.create(partner=partner, **text | details)


def entry(formats, **changes) -> dict:
    """What the form of the desk sends for a new resource, with a row below it for each of these formats."""
    text = {"title": "Our sheet", "slug": "our-sheet", "summary": "It helps.", "kind": "template"}
    choices = {"audience": "everybody", "level": "any", "lang": "en-GB", "source": "Us", "minutes": ""}
    counts = {"formats-TOTAL_FORMS": str(len(formats)), "formats-INITIAL_FORMS": "0"}
    rows = {
        f"formats-{number}-{name}": value
        for number, way in enumerate(formats)
        for name, value in {"format": "page", "link": "", "kilobytes": "", "lang": "", **way}.items()
    }
    return {**text, **choices, "is_listed": "on", **counts, **rows, **changes}


def add(desk, formats, **changes):
    return desk.post(reverse("admin:pages_resource_add"), entry(formats, **changes))
