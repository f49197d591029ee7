"""What is held about people around pages, films, things to read, case studies, days, chances to join in, and news (see `rights.sources`)."""

from coproduction_site.reviews.rights import owners_of
from coproduction_site.rights.sources import Source, by_address, day
from pages.booking import keeping
from pages.chances import keeping as keeping_interest
from pages.models import (
    Booking,
    CaseStudy,
    Chance,
    GlossaryTerm,
    Interest,
    NewsReader,
    Offer,
    Page,
    Resource,
    ToolkitStep,
    Video,
)
from pages.news import actions as news
from pages.news.topics import chosen


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


def _interest(interest) -> dict:
    return {
        "Chance to join in": str(interest.chance),
        "Sent": day(interest.made_at),
        "Name": interest.name,
        "E-mail address": interest.email,
        "Phone number": interest.telephone,
        "What you wrote": interest.message,
    }


def _offer(offer) -> dict:
    return {
        "Chance to join in": str(offer),
        "Who looks after it": offer.owner,
        "E-mail address": offer.owner_email,
    }


def _choice(reader) -> dict:
    return {
        "E-mail address": reader.email,
        "News about": [topic.label for topic in chosen(reader.topics)],
        "How often": reader.get_often_display(),
        "Asked for": day(reader.asked_at),
        "Said yes": day(reader.confirmed_at) if reader.is_confirmed else "Not yet",
    }


SOURCES = [
    *(owners_of(model) for model in (Page, Video, Resource, CaseStudy, ToolkitStep, GlossaryTerm)),
    owners_of(Chance, lambda chance: {"Who looks after it": chance.owner}),
    Source(
        "interest",
        "People who want to join in",
        Interest,
        frozenset({"pages.Interest.email"}),
        by_address(Interest, "name", "telephone"),
        lambda row: f"{row.chance}, {day(row.made_at)}",
        _interest,
        keeping_interest.erase,
    ),
    Source(
        "offer",
        "Chances from partners",
        Offer,
        frozenset({"pages.Offer.owner_email"}),
        lambda text, reader: Offer.objects.filter(owner_email__iexact=text),
        lambda row: f"{row}, {day(row.sent_at)}",
        _offer,
        keeping_interest.forget_owner,
    ),
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
    Source(
        news.KIND,
        "News by e-mail",
        NewsReader,
        frozenset({"pages.NewsReader.email"}),
        by_address(NewsReader),
        lambda row: f"Asked for on {day(row.asked_at)}{'' if row.is_confirmed else ', not said yes to'}",
        _choice,
        news.stop,
    ),
]
