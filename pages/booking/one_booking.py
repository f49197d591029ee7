"""One booking on the desk: somebody rings to change it, to cancel it, or to say yes to a place."""

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render

from coproduction_site.admin_tools import desk_page
from coproduction_site.workflow.decide import Decision, Screen
from pages.booking import actions
from pages.booking.desk_views import MAY_BOOK, MAY_READ_NEEDS
from pages.booking.forms import DetailsForm
from pages.booking.models import Booking, BookingState

CANCEL = Decision(
    name="cancel",
    verb=lambda booking, user: actions.cancel(booking),
    done="It is cancelled. The place goes to whoever waits.",
    found=lambda booking, user: booking.state == BookingState.CANCELLED,
)
CHANGE = Decision(
    name="change",
    verb=lambda booking, user, **answers: actions.change_by_staff(booking, **answers),
    done="It is changed.",
    form=DetailsForm,
    found=lambda booking, user, **answers: False,
)
ACCEPT = Decision(
    name="accept",
    verb=lambda booking, user: actions.accept(booking),
    done="They have the place.",
    found=lambda booking, user: booking.state == BookingState.BOOKED,
)
WAIT_AGAIN = Decision(
    name="wait_again",
    verb=lambda booking, user: actions.wait_again(booking),
    done="They are back.",
    found=lambda booking, user: booking.is_open,
)

DECISIONS = [CHANGE, CANCEL, ACCEPT, WAIT_AGAIN]


@permission_required(MAY_BOOK, raise_exception=True)
def screen(request, pk):
    rows = Booking.objects.select_related("event", "typed_by")
    found = Screen(request, lambda: get_object_or_404(rows, pk=pk), DECISIONS)
    if found.is_done():
        return redirect("admin:pages_booking_event", found.row.event_id)
    booking = found.row
    may_read = request.user.has_perm(MAY_READ_NEEDS)
    context = desk_page(
        request,
        "One booking",
        booking=booking,
        event=booking.event,
        need=booking.need if may_read else "",
        may_read_needs=may_read,
        form=found.form_of(CHANGE, name=booking.name, telephone=booking.telephone),
        refusal=found.refusal,
    )
    return render(request, "admin/pages/booking/booking.html", context)
