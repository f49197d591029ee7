"""Letters to whoever booked. Each holds their private link, and none says what they need on the day."""

from django.utils import timezone
from django.utils.formats import date_format
from post_office.models import STATUS, Email

from coproduction_site import mail
from coproduction_site.letters.writing import to_one
from coproduction_site.site_address import on_this_site

DAY, CLOCK = "l j F", "H:i"


def booked(booking) -> None:
    _to(booking, "waiting" if booking.state == booking.State.WAITING else "place")


def link_again(booking) -> None:
    """Somebody wrote this address into a form once more, and is told here alone that it has a booking."""
    _to(booking, "again")


def place_came(booking) -> None:
    _to(booking, "place_came")


def place_offered(booking) -> None:
    _to(booking, "offered", until=_shown(booking.offered_until, f"{DAY}, {CLOCK}"))


def week_before(booking) -> None:
    _to(booking, "week_before", weekday=_shown(booking.event.starts_at, DAY))


def day_before(booking) -> None:
    _to(booking, "day_before", weekday=_shown(booking.event.starts_at, DAY))


def changed(booking, before) -> None:
    _to(booking, "changed", before=_when_and_where(before))


def cancelled(booking) -> None:
    """The last letter to this person about this day."""
    stop(booking)
    _to(booking, "cancelled")


def event_cancelled(booking) -> None:
    stop(booking)
    _to(booking, "event_cancelled", reason=booking.event.why_cancelled)


def stop(booking) -> None:
    """What has not gone does not go any more, also not what the mail server did not take the first time."""
    Email.objects.filter(message__contains=booking.token).exclude(status=STATUS.sent).delete()


def forget(booking) -> None:
    Email.objects.filter(message__contains=booking.token).delete()


def _to(booking, letter, **values) -> None:
    """Nobody is written to who gave a telephone number alone: staff ring them."""
    if not booking.email:
        return
    event = booking.event
    values |= {
        "day": f"{event.title}\n{_when_and_where(event)}",
        "page": on_this_site(event.get_absolute_url()),
        "link": on_this_site(booking.get_own_url()),
    }
    mail.send(to_one(booking.email, f"pages/booking_{letter}", **values))


def _when_and_where(event) -> str:
    ends = CLOCK if event.ends_on_its_day else f"{DAY}, {CLOCK}"
    begins = _shown(event.starts_at, f"{DAY} Y, {CLOCK}")
    return f"{begins} to {_shown(event.ends_at, ends)}\n{event.place}"


def _shown(moment, form: str) -> str:
    """As clocks here show it."""
    return date_format(timezone.localtime(moment), form)
