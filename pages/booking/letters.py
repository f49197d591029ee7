"""Letters to whoever booked. Each holds their private link, and none says what they need on the day."""

from post_office.models import STATUS, Email

from coproduction_site import mail
from coproduction_site.site_address import on_this_site

FOLDER = "pages/booking/letters"


def booked(booking) -> None:
    if booking.state == booking.State.WAITING:
        return _to(booking, "waiting", "You are on the waiting list")
    return _to(booking, "booked", "You have a place")


def link_again(booking) -> None:
    """Somebody wrote this address into a form once more, and is told here alone that it has a booking."""
    _to(booking, "link_again", "You have booked this already")


def place_came(booking) -> None:
    _to(booking, "place_came", "A place has come free for you")


def place_offered(booking) -> None:
    _to(booking, "offered", "Do you want this place? Please answer")


def week_before(booking) -> None:
    _to(booking, "reminder", "In one week: your booking")


def day_before(booking) -> None:
    _to(booking, "reminder", "Very soon: your booking")


def changed(booking, before) -> None:
    _to(booking, "changed", "The day that you booked has changed", before=before)


def cancelled(booking) -> None:
    """The last letter to this person about this day."""
    stop(booking)
    _to(booking, "cancelled", "You have cancelled your booking")


def event_cancelled(booking) -> None:
    stop(booking)
    _to(booking, "event_cancelled", "The day that you booked is cancelled")


def stop(booking) -> None:
    """What waits to be sent is not sent any more."""
    Email.objects.filter(message__contains=booking.token, status=STATUS.queued).delete()


def forget(booking) -> None:
    Email.objects.filter(message__contains=booking.token).delete()


def _to(booking, name, subject, **context) -> None:
    """Nobody is written to who gave a telephone number alone: staff ring them."""
    if not booking.email:
        return
    event = booking.event
    context |= {
        "booking": booking,
        "event": event,
        "link": on_this_site(booking.get_own_url()),
        "page": on_this_site(event.get_absolute_url()),
    }
    mail.send(mail.letter(booking.email, subject, f"{FOLDER}/{name}.txt", context))
