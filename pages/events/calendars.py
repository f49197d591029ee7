"""Days for the calendar of a telephone or a computer: RFC 5545, with the day as it stands now and nobody's name."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from coproduction_site.cache.page_cache import public_page
from coproduction_site.models import SiteSettings
from coproduction_site.site_address import on_this_site
from pages.events.models import Event

ASK_AGAIN = "PT6H"  # By hand: the library prints a time span as Python does, which no calendar can read.


@public_page
def calendar(request):
    """To be subscribed to. What was cancelled stays for 30 days, so that every copy hears of it."""
    return _answer(Event.objects.in_calendars(timezone.now()), "events")


@public_page
def one_event(request, slug):
    return _answer([get_object_or_404(Event, slug=slug)], slug)


def _answer(events, name) -> HttpResponse:
    response = HttpResponse(_written(events), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def _written(events) -> bytes:
    """The library costs half a second and ten megabytes, so only whoever asks for a calendar brings it in."""
    from icalendar import Calendar, vText

    site = SiteSettings.objects.current()
    found = Calendar()
    found.add("prodid", f"-//{site.name}//Training and meetings//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", f"{site.name}: training and meetings")
    found["refresh-interval"], found["x-published-ttl"] = vText(ASK_AGAIN), vText(ASK_AGAIN)
    found["refresh-interval"].params["VALUE"] = "DURATION"
    for event in events:
        found.add_component(_entry_of(event))
    return found.to_ical()


def _entry_of(event):
    from icalendar import Event as Entry

    address = on_this_site(event.get_absolute_url())
    entry = Entry()
    entry.add("uid", str(event.uid))
    entry.add("sequence", event.version)
    entry.add("dtstamp", event.changed_at)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", event.title)
    entry.add("location", event.place)
    entry.add("description", f"{event.summary} {address}")
    entry.add("url", address)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    return entry
