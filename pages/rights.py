"""What is held about people around pages, films, things to read, case studies, and days that they booked (see `rights.sources`)."""

from coproduction_site.reviews.rights import owners_of
from coproduction_site.rights.sources import Source, by_address, day
from pages.booking import keeping
from pages.models import Booking, CaseStudy, Page, Resource, ToolkitStep, Video


def _everything(booking) -> dict:
    return {
        "Day": str(booking.event),
        "When": day(booking.event.starts_at),
        "Booked": day(booking.made_at),
        "Name": booking.name,
        "E-mail address": booking.email,
        "Phone number": booking.telephone,
        "Where it is now": booking.get_state_display(),
        "What you need on the day": booking.need,
    }


SOURCES = [
    *(owners_of(model) for model in (Page, Video, Resource, CaseStudy, ToolkitStep)),
    Source(
        "booking",
        "Bookings of training and meetings",
        Booking,
        frozenset({"pages.Booking.email"}),
        by_address(Booking, "name", "telephone"),
        lambda row: f"{row.event}, {day(row.event.starts_at)}, {row.get_state_display().lower()}",
        _everything,
        keeping.erase,
    ),
]
