"""Booking a place, and looking after it by the link of a letter. Opening a page changes nothing: a press does."""

from http import HTTPStatus
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from coproduction_site.accounts.client_address import client_key
from coproduction_site.errors import kept
from coproduction_site.forms import key_of
from coproduction_site.limits import TooMany
from coproduction_site.private_links import private
from coproduction_site.without_cookies import (
    held_key,
    opened_by_a_secret,
    remember,
    stamp_of,
    works_without_cookies,
)
from coproduction_site.workflow import versions
from coproduction_site.workflow.ask_once import Question, unsure
from pages.booking import actions
from pages.booking.forms import BookingForm, ChangeForm
from pages.booking.models import Booking
from pages.events.models import Event
from pages.events.views import EVENTS

VERBS = {"cancel": actions.cancel, "accept": actions.accept, "wait_again": actions.wait_again}


@works_without_cookies
@require_http_methods(["GET", "HEAD", "POST"])
def book(request, slug):
    """The key goes with the form, so that the same form sent twice is one booking."""
    event = get_object_or_404(Event, slug=slug, capacity__isnull=False)
    data = request.POST or kept(request)
    form, key = BookingForm(data), key_of((data or {}).get("key")) or uuid4()
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, event, form, key)
    try:
        actions.book(event, form.answers, key, client_key(request))
    except TooMany:
        return _form_page(request, event, form, key, HTTPStatus.TOO_MANY_REQUESTS)
    except ValidationError:
        return _form_page(request, Event.objects.get(pk=event.pk), form, key)
    remember(request, "booking", key)
    return redirect("events:booked", event.slug)


@require_safe
def thanks(request, slug):
    """The same for everybody: whether this address had booked before stands in the letter alone."""
    event = get_object_or_404(Event, slug=slug)
    if held_key(request, "booking") is None:
        return redirect(event)
    context = {"event": event, "crumbs": _crumbs(event, "Thank you")}
    return render(request, "pages/booking/thanks.html", context)


@opened_by_a_secret
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request, token):
    booking = get_object_or_404(Booking.objects.select_related("event"), token=token)
    data = request.POST or kept(request) or QueryDict()
    form = ChangeForm(data if "name" in data else None, instance=booking)
    verb = next((name for name in VERBS if name in request.POST), None)
    if verb:
        asks = verb == "cancel" and booking.is_open and unsure(request, _question(booking))
        return private(asks or _once(request, verb, booking))
    if request.method == "POST" and form.is_valid() and _change(booking, form, versions.posted(data)):
        return private(redirect(f"{booking.get_own_url()}?done=change"))
    return _own_page(request, booking, form, request.GET.get("done", ""))


def _form_page(request, event, form, key, status=HTTPStatus.OK):
    context = {
        "event": event,
        "form": form,
        "key": key,
        "stamp": stamp_of(key),
        "too_many": status == HTTPStatus.TOO_MANY_REQUESTS,
        "crumbs": _crumbs(event, "Book"),
    }
    return render(request, "pages/booking/book.html", context, status=status)


def _own_page(request, booking, form, done="", refusal=""):
    context = {
        "booking": booking,
        "event": booking.event,
        "form": form,
        "done": done,
        "refusal": refusal,
        "crumbs": [EVENTS, ("Your booking", "")],
    }
    return private(render(request, "pages/booking/mine.html", context))


def _crumbs(event, last) -> list:
    return [EVENTS, (event.title, event.get_absolute_url()), (last, "")]


def _question(booking) -> Question:
    return Question(
        title="Do you want to cancel your booking?",
        happens=(
            "Your place goes to the next person at once. It may not come back.",
            "We delete what you need on the day.",
        ),
        button="Yes, cancel it",
        back=booking.get_own_url(),
        stay="No, keep it",
    )


def _once(request, verb, booking):
    """Pressed twice, or too late: the page says how it stands now."""
    try:
        VERBS[verb](booking)
    except ValidationError as error:
        booking.refresh_from_db()
        return _own_page(request, booking, ChangeForm(instance=booking), refusal=error.messages[0])
    return redirect(booking.get_own_url())


def _change(booking, form, version: int) -> bool:
    """False with a sentence in the form, and every word still in it; pressed twice, it is done once."""
    try:
        actions.change(booking, version, **form.answers)
    except ValidationError as error:
        booking.refresh_from_db()
        if all(getattr(booking, name) == answer for name, answer in form.answers.items()):
            return True
        form.add_error(None, error)
        return False
    return True
