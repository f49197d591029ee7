"""Screens of the desk for all bookings of one day."""

import csv
from uuid import uuid4

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.admin_tools import desk_page
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.spreadsheets import BYTE_ORDER_MARK, harmless
from coproduction_site.workflow.versions import number
from pages.booking import actions, keeping
from pages.booking.forms import TypedForm
from pages.booking.models import AccessNeed
from pages.events.models import Event

MAY_BOOK = "pages.change_booking"
MAY_READ_NEEDS = "pages.view_accessneed"
ON_A_PAGE = 50
SAYS = {
    "booked": "They have a place.",
    "waiting": "There is no place free. They are on the waiting list.",
}
KNOWN = "They have booked this day already: {}."


@permission_required(MAY_BOOK, raise_exception=True)
@require_safe
def overview(request):
    events = Event.objects.filter(capacity__isnull=False).order_by("-starts_at", "-pk")
    page = Paginator(events, ON_A_PAGE).get_page(number(request.GET.get("page", "1")))
    return render(request, "admin/pages/booking/events.html", desk_page(request, "Bookings", page=page))


@permission_required(MAY_BOOK, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def of_event(request, pk):
    """The list, and the form for somebody on the telephone."""
    event = get_object_or_404(Event, pk=pk, capacity__isnull=False)
    data = request.POST or kept(request)
    form, key = TypedForm(data), key_of((data or {}).get("key")) or uuid4()
    if request.method == "POST" and form.is_valid() and _typed(request, event, form, key):
        return redirect("admin:pages_booking_event", pk)
    context = desk_page(
        request,
        f"Bookings: {event}",
        event=event,
        form=form,
        key=key,
        bookings=event.bookings.order_by("state", "queued_at", "pk"),
        counts=keeping.counts(event),
        may_read_needs=request.user.has_perm(MAY_READ_NEEDS),
    )
    return render(request, "admin/pages/booking/event.html", context)


def _typed(request, event, form, key) -> bool:
    try:
        booking = actions.book(event, form.answers, key, by=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    is_known = booking.key != key
    state = booking.get_state_display()
    messages.success(
        request, KNOWN.format(state.lower()) if is_known else SAYS.get(booking.state, state)
    )
    return True


@permission_required(MAY_BOOK, raise_exception=True)
@require_safe
def names(request, pk):
    """For the door. Nothing else of anybody stands in it."""
    event = get_object_or_404(Event, pk=pk)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="names-{event.slug}.csv"'
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    writer.writerow(["Name", "Place"])
    for booking in event.bookings.open().order_by("state", "name", "pk"):
        writer.writerow([harmless(booking.name), booking.get_state_display()])
    return response


@permission_required(MAY_READ_NEEDS, raise_exception=True)
@require_safe
def needs(request, pk):
    event = get_object_or_404(Event, pk=pk)
    found = AccessNeed.objects.filter(booking__event=event).select_related("booking")
    context = desk_page(
        request, f"What people need: {event}", event=event, needs=found.order_by("booking__name", "pk")
    )
    return render(request, "admin/pages/booking/needs.html", context)
